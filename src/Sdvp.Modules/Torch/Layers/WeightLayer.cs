using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Sdvp.Modules.Torch.Layers;

/// <summary>
/// A layer that is born without weights: its parameters have shapes but no memory (they lie on the meta device) until
/// <see cref="SetParameter"/> gives them some. A large network thus costs neither time nor memory before its checkpoint is loaded, and one
/// that was never loaded fails instead of computing with garbage. Fill it by <c>HuggingFaceFolder.Load</c>, <see cref="Networks.CopyWeights"/> or
/// <see cref="Networks.Randomize"/>. Moving or converting it before that does nothing.
/// </summary>
/// <remarks>As thread-safe as the tensors: many threads may run it, none may meanwhile set a parameter.</remarks>
public abstract class WeightLayer : nn.Module<Tensor, Tensor>
{
    private readonly Dictionary<string, Parameter> _own = new(StringComparer.Ordinal);

    /// <summary>Initialises a layer without parameters.</summary>
    /// <param name="name">The name of the kind of layer.</param>
    protected WeightLayer(string name)
        : base(name)
    {
    }

    /// <summary>Whether every parameter has memory.</summary>
    public bool IsFilled => _own.Values.All(parameter => !parameter.is_meta);

    /// <summary>Gives a parameter its values.</summary>
    /// <param name="name">The parameter, such as <c>weight</c>.</param>
    /// <param name="value">
    /// The values, in any floating-point type and on any device; a leaf of the autograd graph. The layer takes it over: its handle moves, and it leaves its dispose scope.
    /// </param>
    /// <exception cref="ArgumentException">The layer has no such parameter, or its shape is another.</exception>
    public void SetParameter(string name, Tensor value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (!_own.TryGetValue(name, out var old))
        {
            throw new ArgumentException($"{GetName()} has no parameter '{name}'; it has {string.Join(", ", _own.Keys)}.", nameof(name));
        }

        if (!old.shape.AsSpan().SequenceEqual(value.shape))
        {
            throw new ArgumentException($"'{name}' of {GetName()} has the shape [{string.Join(", ", old.shape)}]; [{string.Join(", ", value.shape)}] was given.", nameof(value));
        }

        var parameter = new Parameter(value, old.requires_grad);
        parameter.DetachFromDisposeScope();
        Replace(name, parameter);
        old.Dispose();
    }

    /// <summary>Declares a parameter.</summary>
    /// <param name="name">Its name in checkpoints.</param>
    /// <param name="shape">Its shape.</param>
    protected void Declare(string name, params ReadOnlySpan<long> shape)
    {
        var parameter = new Parameter(empty(shape, dtype: ScalarType.Float32, device: META));
        parameter.DetachFromDisposeScope();
        Replace(name, parameter);
    }

    /// <summary>Adds a parameter that has its values already, such as an adapter's.</summary>
    /// <param name="name">Its name; none of those the layer has.</param>
    /// <param name="parameter">The parameter; the layer owns it from now on.</param>
    protected void Add(string name, Parameter parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        parameter.DetachFromDisposeScope();
        Replace(name, parameter);
    }

    /// <summary>Removes and frees a parameter.</summary>
    /// <param name="name">The parameter.</param>
    protected void Remove(string name)
    {
        if (_own.Remove(name, out var parameter))
        {
            ConditionallyRegisterParameter(name, (Parameter?)null);
            parameter.Dispose();
        }
    }

    /// <summary>Called when parameters were added, replaced or removed: the place to look them up.</summary>
    protected abstract void OnParametersChanged();

    /// <summary>Finds a parameter.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The parameter; null where the layer has none of that name.</returns>
    protected Parameter? Find(string name) => _own.GetValueOrDefault(name);

    /// <inheritdoc/>
    protected override nn.Module _to(Device device, ScalarType dtype, bool non_blocking) => Move(dtype, device);

    /// <inheritdoc/>
    protected override nn.Module _to(DeviceType deviceType, int deviceIndex, bool non_blocking) => Move(null, new Device(deviceType, deviceIndex));

    /// <inheritdoc/>
    protected override nn.Module _to(ScalarType dtype, bool non_blocking) => Move(dtype, null);

    private WeightLayer Move(ScalarType? type, Device? device)
    {
        foreach (var (name, parameter) in _own.ToArray())
        {
            if (!parameter.is_meta && ReplaceParameter(type, device, parameter, out var moved) && moved is not null)
            {
                moved.DetachFromDisposeScope();
                Replace(name, moved);
                parameter.Dispose();
            }
        }

        return this;
    }

    private void Replace(string name, Parameter parameter)
    {
        _own[name] = parameter;
        ConditionallyRegisterParameter(name, parameter);
        OnParametersChanged();
    }
}
