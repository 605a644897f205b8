using System.Collections.Immutable;

namespace Sdvp.Modules.Text;

/// <summary>One encoded text, or pair of texts. The three lists are equally long.</summary>
/// <param name="Ids">The numbers of the tokens.</param>
/// <param name="Mask">1 for tokens, 0 for padding.</param>
/// <param name="Types">0 for the first text, its frame and padding, 1 for the second one where the tokenizer tells them apart.</param>
public sealed record TextEncoding(ImmutableArray<long> Ids, ImmutableArray<long> Mask, ImmutableArray<long> Types);
