using Sdvp.Modules.Generation;
using static TorchSharp.torch;

namespace Sdvp.Modules.Tests.Generation;

/// <summary>A decoder whose scores follow from the last token alone, and which remembers what each row has read.</summary>
internal sealed class TableDecoder(float[,] scores, int rows) : ITokenDecoder
{
    private List<long>[] _read = [.. Enumerable.Range(0, rows).Select(_ => new List<long>())];

    public int Rows => _read.Length;

    public int MaxPositions { get; init; } = 100;

    public IReadOnlyList<IReadOnlyList<long>> Seen => _read;

    public int Reads { get; private set; }

    public Tensor Read(long[] tokens)
    {
        Reads++;
        var count = tokens.Length / Rows;
        for (var i = 0; i < tokens.Length; i++)
        {
            _read[i / count].Add(tokens[i]);
        }

        var vocabulary = scores.GetLength(1);
        return tensor(_read.SelectMany(r => Enumerable.Range(0, vocabulary).Select(v => scores[r[^1], v])).ToArray(), [Rows, vocabulary]);
    }

    public void Select(long[] rows) => _read = [.. rows.Select(r => _read[r].ToList())];

    public void Dispose()
    {
    }
}
