using Sdvp.Modules.Generation;
using static TorchSharp.torch;

namespace Sdvp.Modules.Tests.Blip;

/// <summary>Keeps the logits of every step of another decoder.</summary>
internal sealed class RecordingDecoder(ITokenDecoder inner) : ITokenDecoder
{
    public List<Tensor> Logits { get; } = [];

    public int Rows => inner.Rows;

    public int MaxPositions => inner.MaxPositions;

    public Tensor Read(long[] tokens)
    {
        var logits = inner.Read(tokens);
        Logits.Add(logits.clone().DetachFromDisposeScope());
        return logits;
    }

    public void Select(long[] rows) => inner.Select(rows);

    public void Dispose()
    {
        inner.Dispose();
        Logits.ForEach(l => l.Dispose());
    }
}
