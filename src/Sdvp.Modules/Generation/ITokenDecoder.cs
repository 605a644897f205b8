using static TorchSharp.torch;

namespace Sdvp.Modules.Generation;

/// <summary>
/// A network that continues sequences token by token and remembers what it has seen (its key/value cache). Rows are sequences. Owned by
/// one generation; not thread-safe.
/// </summary>
internal interface ITokenDecoder : IDisposable
{
    /// <summary>Sequences that continue now.</summary>
    int Rows { get; }

    /// <summary>Positions that the network has, prompt included.</summary>
    int MaxPositions { get; }

    /// <summary>Reads further tokens of every row and says what may come next.</summary>
    /// <param name="tokens">Row after row, the same number of tokens for each.</param>
    /// <returns>Logits after the last of them, <c>[rows, vocabulary]</c>, float32, in the caller's dispose scope.</returns>
    Tensor Read(long[] tokens);

    /// <summary>Puts other rows in the place of the present ones; their number may change.</summary>
    /// <param name="rows">For each new row the present row that it continues.</param>
    void Select(long[] rows);
}
