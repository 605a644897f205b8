using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Sdvp.Modules.Torch;

/// <summary>
/// AdamW (Loshchilov and Hutter 2019) with β = (0.9, 0.999) and ε = 1e-8. Weight decay does not touch parameters of one dimension: for biases and
/// scales of normalisation 0 means nothing. Parameters of 16 bits are trained through copies of 32: the copy, the moments and the sum of the gradients of several
/// batches are Float32, and after each step the parameter is the copy, rounded. Unlike TorchSharp's own it leaves no native scalar to finalizers (see
/// <see cref="TensorArithmetic"/>), so that memory stays flat. Not thread-safe; owns its moments, not the parameters.
/// </summary>
public sealed class AdamWOptimizer : IDisposable
{
    private const double Beta1 = 0.9;
    private const double Beta2 = 0.999;
    private const double Epsilon = 1e-8;

    /// <summary>Half a megabyte of each of the five tensors of an update.</summary>
    private const long CachedElements = 1 << 17;

    private readonly Parameter[] _parameters;
    private readonly Tensor[] _masters;
    private readonly Tensor?[] _sums;
    private readonly Tensor[] _means;
    private readonly Tensor[] _squares;
    private readonly double _weightDecay;
    private long _steps;

    /// <summary>Initialises an optimizer.</summary>
    /// <param name="parameters">The parameters; they must not be moved to another device or type afterwards.</param>
    /// <param name="weightDecay">Decay per unit of learning rate; at least 0. Default: 0.01.</param>
    public AdamWOptimizer(IEnumerable<Parameter> parameters, double weightDecay = 0.01)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentOutOfRangeException.ThrowIfNegative(weightDecay);
        _parameters = [.. parameters];
        _weightDecay = weightDecay;
        using var noGrad = no_grad();
        _masters = [.. _parameters.Select(p => IsNarrow(p) ? p.to(ScalarType.Float32).DetachFromDisposeScope() : p)];
        _sums = new Tensor?[_parameters.Length];
        _means = [.. _masters.Select(p => zeros_like(p).DetachFromDisposeScope())];
        _squares = [.. _masters.Select(p => zeros_like(p).DetachFromDisposeScope())];
    }

    /// <summary>
    /// Adds the gradients of one batch to those of the batches before it. Parameters of 32 or 64 bits do so by themselves; for narrow ones the sum is kept in Float32, and the
    /// gradient is taken from the parameter. Needed after each batch but the last one before <see cref="Step"/>.
    /// </summary>
    public void AccumulateGradients()
    {
        using var noGrad = no_grad();
        for (var i = 0; i < _parameters.Length; i++)
        {
            Accumulate(i);
        }
    }

    /// <summary>Updates every parameter that has a gradient.</summary>
    /// <param name="learningRate">The learning rate of this step; at least 0.</param>
    public void Step(double learningRate)
    {
        _steps++;
        using var noGrad = no_grad();
        using var decay = (1 - (learningRate * _weightDecay)).ToScalar();
        using var beta1 = Beta1.ToScalar();
        using var beta2 = Beta2.ToScalar();
        using var rest1 = (1 - Beta1).ToScalar();
        using var rest2 = (1 - Beta2).ToScalar();
        using var epsilon = Epsilon.ToScalar();
        using var one = 1f.ToScalar();
        using var correction = (1 / Math.Sqrt(1 - Math.Pow(Beta2, _steps))).ToScalar();
        using var rate = (-learningRate / (1 - Math.Pow(Beta1, _steps))).ToScalar();
        for (var i = 0; i < _parameters.Length; i++)
        {
            using var scope = NewDisposeScope();
            var master = _masters[i];

            // Where there is no sum, the gradient of this batch is widened in stretches below: no copy of it is kept.
            if (_sums[i] is not null)
            {
                Accumulate(i);
            }

            if ((_sums[i] ?? _parameters[i].grad) is not { } gradient)
            {
                continue;
            }

            foreach (var (value, slope, mean, square) in Parts(master, gradient, _means[i], _squares[i]))
            {
                using var part = NewDisposeScope();
                if (_weightDecay > 0 && master.dim() > 1)
                {
                    value.mul_(decay);
                }

                var wide = slope.to(value.dtype);
                mean.mul_(beta1).add_(wide, rest1);
                square.mul_(beta2).addcmul_(wide, wide, rest2);
                var denominator = square.sqrt().mul_(correction).add_(epsilon, one);
                value.addcdiv_(mean, denominator, rate);
            }

            if (!ReferenceEquals(master, _parameters[i]))
            {
                _parameters[i].copy_(master);
            }
        }
    }

    /// <summary>Scales all gradients down together so that their common norm is at most a bound.</summary>
    /// <param name="norm">The bound; above 0.</param>
    /// <returns>The norm before; 0 where there are no gradients.</returns>
    public double ClipGradients(double norm)
    {
        if (!_parameters.Any(IsNarrow))
        {
            return nn.utils.clip_grad_norm_(_parameters, norm);
        }

        AccumulateGradients();
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        Tensor[] gradients = [.. _parameters.Select((parameter, i) => _sums[i] ?? parameter.grad).OfType<Tensor>()];
        if (gradients.Length == 0)
        {
            return 0;
        }

        using var bound = norm.ToScalar();
        using var one = 1f.ToScalar();
        var total = stack([.. gradients.Select(gradient => gradient.norm().to(ScalarType.Float32).cpu())]).norm();
        var factor = total.Plus(1e-6).reciprocal().mul(bound).clamp_max(one);
        Array.ForEach(gradients, gradient => gradient.mul_(factor.to(gradient.dtype, gradient.device)));
        return total.item<float>();
    }

    /// <summary>Forgets all gradients. They are set to null, not to 0, so that a step depends on nothing but its own batch.</summary>
    public void ClearGradients()
    {
        foreach (var parameter in _parameters)
        {
            parameter.grad = null;
        }

        for (var i = 0; i < _sums.Length; i++)
        {
            _sums[i]?.Dispose();
            _sums[i] = null;
        }
    }

    /// <summary>Writes step and moments, and the wide copies of narrow parameters. Gradients are not written.</summary>
    /// <param name="writer">Where to.</param>
    public void Write(BinaryWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write(_steps);
        foreach (var tensor in State())
        {
            using var scope = NewDisposeScope();
            var bytes = tensor.cpu().contiguous().bytes;
            writer.Write(bytes.Length);
            writer.Write(bytes);
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote, for the same parameters.</summary>
    /// <param name="reader">Where from.</param>
    /// <exception cref="InvalidDataException">The state belongs to other parameters.</exception>
    public void Read(BinaryReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        _steps = reader.ReadInt64();
        foreach (var tensor in State())
        {
            using var scope = NewDisposeScope();
            var expected = tensor.numel() * tensor.ElementSize;
            var length = reader.ReadInt32();
            if (length != expected)
            {
                throw new InvalidDataException($"The state of the optimizer has {length} bytes where its parameters need {expected}: it belongs to another network.");
            }

            var copy = empty_like(tensor, device: CPU);
            copy.bytes = reader.ReadBytes(length);
            tensor.copy_(copy);
        }
    }

    /// <summary>Frees the moments, and the wide copies of narrow parameters.</summary>
    public void Dispose()
    {
        foreach (var tensor in State().Concat(_sums.OfType<Tensor>()))
        {
            tensor.Dispose();
        }

        Array.Clear(_sums);
    }

    private void Accumulate(int parameter)
    {
        if (!IsNarrow(_parameters[parameter]) || _parameters[parameter].grad is not { } gradient)
        {
            return;
        }

        using var scope = NewDisposeScope();
        using var one = 1f.ToScalar();
        var wide = gradient.to(ScalarType.Float32);
        _ = _sums[parameter]?.add_(wide, one) ?? (_sums[parameter] = wide.DetachFromDisposeScope());
        _parameters[parameter].grad = null;
    }

    private static bool IsNarrow(Parameter parameter) => parameter.dtype is ScalarType.BFloat16 or ScalarType.Float16;

    /// <summary>
    /// On a CPU, stretches that stay in its caches from the first operation to the last: three times as fast for matrices of millions, and no
    /// denominator of their size is allocated. The same numbers, since each element is computed for itself.
    /// </summary>
    private static IEnumerable<(Tensor Value, Tensor Gradient, Tensor Mean, Tensor Square)> Parts(Tensor value, Tensor gradient, Tensor mean, Tensor square)
    {
        var length = value.numel();
        if (length <= CachedElements || value.device_type != DeviceType.CPU || !(value.is_contiguous() && mean.is_contiguous() && square.is_contiguous()))
        {
            yield return (value, gradient, mean, square);
            yield break;
        }

        var (values, gradients, means, squares) = (value.view(-1), gradient.reshape(-1), mean.view(-1), square.view(-1));
        for (var start = 0L; start < length; start += CachedElements)
        {
            var count = Math.Min(CachedElements, length - start);
            yield return (values.narrow(0, start, count), gradients.narrow(0, start, count), means.narrow(0, start, count), squares.narrow(0, start, count));
        }
    }

    private IEnumerable<Tensor> State() => _means.Concat(_squares).Concat(_masters.Where((master, i) => !ReferenceEquals(master, _parameters[i])));
}
