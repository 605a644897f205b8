namespace Sdvp.Modules.Text;

/// <summary>Encoded texts as one rectangle. Arrays are row after row, <c>[Count × Length]</c>, ready for Int64 tensors; the caller owns them.</summary>
/// <param name="Count">Rows.</param>
/// <param name="Length">Numbers in a row.</param>
/// <param name="Ids">The numbers of the tokens.</param>
/// <param name="Mask">1 for tokens, 0 for padding.</param>
/// <param name="Types">Token types, as in <see cref="TextEncoding"/>.</param>
public sealed record TextBatch(int Count, int Length, long[] Ids, long[] Mask, long[] Types);
