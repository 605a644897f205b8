using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Sdvp.Modules.Torch.Layers;

/// <summary>A table of vectors, indices <c>[…]</c> (Int64) → <c>[…, width]</c>. Parameter <c>weight [count, width]</c>.</summary>
public sealed class EmbeddingLayer : WeightLayer
{
    private readonly long? _padding;
    private Parameter _weight = null!;

    /// <summary>Initialises a layer without values.</summary>
    /// <param name="count">Rows; at least 1.</param>
    /// <param name="width">Width of a row; at least 1.</param>
    /// <param name="padding">An index whose row gets no gradient through this layer, as <c>padding_idx</c> of PyTorch; null for none.</param>
    public EmbeddingLayer(long count, long width, long? padding = null)
        : base(nameof(EmbeddingLayer))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        if (padding is { } index && (index < 0 || index >= count))
        {
            throw new ArgumentOutOfRangeException(nameof(padding), padding, $"Expected is an index of the table's {count} rows, or null.");
        }

        Count = count;
        Width = width;
        _padding = padding;
        Declare("weight", count, width);
    }

    /// <summary>Rows of the table.</summary>
    public long Count { get; }

    /// <summary>Width of a row.</summary>
    public long Width { get; }

    /// <summary>The table, <c>[count, width]</c>, for output layers that are tied to it. The layer owns it.</summary>
    public Parameter Weight => _weight;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var flat = input.reshape(-1);
        var rows = _weight.index_select(0, flat);
        if (_padding is { } padding && rows.requires_grad)
        {
            rows = where(flat.DiffersFrom(padding).unsqueeze(1), rows, rows.detach());
        }

        return rows.reshape([.. input.shape, Width]).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    protected override void OnParametersChanged() => _weight = Find("weight")!;
}
