using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Sdvp.Modules.Torch.Layers;

/// <summary>
/// An affine map, <c>[…, in]</c> → <c>[…, out]</c>: <c>x Wᵀ + b</c>. Parameters <c>weight [out, in]</c> and <c>bias [out]</c>. A low-rank adapter can be attached to it
/// (<see cref="Lora.LoraAdapter"/>), which adds <c>scale · (x Aᵀ) Bᵀ</c> with parameters <c>lora_A [rank, in]</c> and <c>lora_B [out, rank]</c>.
/// </summary>
public sealed class LinearLayer : WeightLayer
{
    private Parameter _weight = null!;
    private Parameter? _bias;
    private Parameter? _down;
    private Parameter? _up;
    private LinearAdapter? _adapter;
    private Tensor? _unmerged;

    /// <summary>Initialises a layer without values.</summary>
    /// <param name="inFeatures">Width of the input; at least 1.</param>
    /// <param name="outFeatures">Width of the output; at least 1.</param>
    /// <param name="hasBias">Whether there is a bias. Default: true.</param>
    public LinearLayer(long inFeatures, long outFeatures, bool hasBias = true)
        : base(nameof(LinearLayer))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inFeatures, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(outFeatures, 1);
        InFeatures = inFeatures;
        OutFeatures = outFeatures;
        Declare("weight", outFeatures, inFeatures);
        if (hasBias)
        {
            Declare("bias", outFeatures);
        }
    }

    /// <summary>Width of the input.</summary>
    public long InFeatures { get; }

    /// <summary>Width of the output.</summary>
    public long OutFeatures { get; }

    /// <summary>The weight, <c>[out, in]</c>. The layer owns it.</summary>
    public Parameter Weight => _weight;

    /// <summary>The bias, <c>[out]</c>; null where there is none. The layer owns it.</summary>
    public Parameter? Bias => _bias;

    /// <summary>The settings of the attached adapter; null where there is none.</summary>
    internal LinearAdapter? Adapter => _adapter;

    internal Parameter? AdapterDown => _down;

    internal Parameter? AdapterUp => _up;

    /// <summary>Whether the adapter takes part. Without effect while it is merged.</summary>
    internal bool IsAdapterEnabled { get; set; }

    internal bool IsAdapterMerged => _unmerged is not null;

    /// <summary>The weight without adapter, whether it is merged or not.</summary>
    internal Tensor BaseWeight => _unmerged ?? _weight;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        if (_adapter is null || !IsAdapterEnabled || IsAdapterMerged)
        {
            return nn.functional.linear(input, _weight, _bias);
        }

        using var scope = NewDisposeScope();
        var output = nn.functional.linear(input, _weight, _bias);
        var kept = _adapter.Dropout > 0 && training ? nn.functional.dropout(input, _adapter.Dropout, training: true) : input;
        var low = nn.functional.linear(kept.to(_down!.dtype), _down);
        var delta = nn.functional.linear(low, _up!).Times(_adapter.Scale);
        return output.Plus(delta.to(output.dtype)).MoveToOuterDisposeScope();
    }

    /// <summary>Attaches an adapter; the layer owns its weights. It is enabled.</summary>
    internal void AttachAdapter(LinearAdapter adapter, Tensor down, Tensor up)
    {
        DetachAdapter();
        _adapter = adapter;
        Add(LoraNames.Down, new Parameter(down));
        Add(LoraNames.Up, new Parameter(up));
        IsAdapterEnabled = true;
    }

    /// <summary>Removes and frees the adapter, if there is one; a merged one is taken out first.</summary>
    internal void DetachAdapter()
    {
        UnmergeAdapter();
        _adapter = null;
        IsAdapterEnabled = false;
        Remove(LoraNames.Down);
        Remove(LoraNames.Up);
    }

    /// <summary>Gives another layer a copy of the adapter, in the same state; it has the same base weight then.</summary>
    internal void CopyAdapterTo(LinearLayer other)
    {
        if (_adapter is null)
        {
            other.DetachAdapter();
            return;
        }

        other.AttachAdapter(_adapter, _down!.detach().clone(), _up!.detach().clone());
        other.IsAdapterEnabled = IsAdapterEnabled;
        if (IsAdapterMerged)
        {
            other.SetParameter("weight", BaseWeight.detach().clone());
            other.MergeAdapter();
        }
    }

    /// <summary>Adds the adapter to the weight. The old weight is kept, so that taking it out again is exact.</summary>
    internal void MergeAdapter()
    {
        if (_adapter is null || IsAdapterMerged)
        {
            return;
        }

        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var delta = _up!.to(ScalarType.Float32).mm(_down!.to(ScalarType.Float32)).Times(_adapter.Scale);
        var merged = _weight.to(ScalarType.Float32).Plus(delta).to(_weight.dtype);
        _unmerged = _weight.detach().DetachFromDisposeScope();
        SetParameter("weight", merged.MoveToOuterDisposeScope());
    }

    /// <summary>Adds the adapter to the weight for good: neither it nor the old weight is kept.</summary>
    internal void FoldAdapter()
    {
        MergeAdapter();
        _unmerged?.Dispose();
        _unmerged = null;
        DetachAdapter();
    }

    /// <summary>Multiplies what the adapter adds.</summary>
    internal void MultiplyAdapter(double factor)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        _up!.copy_(_up.Times(factor));
    }

    /// <summary>Takes a merged adapter out of the weight: the very bytes that were there before.</summary>
    internal void UnmergeAdapter()
    {
        if (_unmerged is { } weight)
        {
            _unmerged = null;
            SetParameter("weight", weight);
        }
    }

    /// <inheritdoc/>
    protected override void OnParametersChanged()
    {
        _weight = Find("weight")!;
        _bias = Find("bias");
        _down = Find(LoraNames.Down);
        _up = Find(LoraNames.Up);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _unmerged?.Dispose();
            _unmerged = null;
        }

        base.Dispose(disposing);
    }
}
