using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Sdvp.Modules.Torch;

/// <summary>
/// AdamW (Loshchilov and Hutter 2019) with β = (0.9, 0.999) and ε = 1e-8. Weight decay does not touch parameters of one dimension: for biases and
/// scales of normalisation 0 means nothing. Unlike TorchSharp's own it leaves no native scalar to finalizers (see
/// <see cref="TensorArithmetic"/>), so that memory stays flat. Not thread-safe; owns its moments, not the parameters.
/// </summary>
public sealed class AdamWOptimizer : IDisposable
{
    private const double Beta1 = 0.9;
    private const double Beta2 = 0.999;
    private const double Epsilon = 1e-8;

    private readonly Parameter[] _parameters;
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
        _means = [.. _parameters.Select(p => zeros_like(p).DetachFromDisposeScope())];
        _squares = [.. _parameters.Select(p => zeros_like(p).DetachFromDisposeScope())];
    }

    /// <summary>Updates every parameter that has a gradient.</summary>
    /// <param name="learningRate">The learning rate of this step; at least 0.</param>
    public void Step(double learningRate)
    {
        _steps++;
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
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
            if (_parameters[i].grad is not { } gradient)
            {
                continue;
            }

            if (_weightDecay > 0 && _parameters[i].dim() > 1)
            {
                _parameters[i].mul_(decay);
            }

            _means[i].mul_(beta1).add_(gradient, rest1);
            _squares[i].mul_(beta2).addcmul_(gradient, gradient, rest2);
            var denominator = _squares[i].sqrt().mul_(correction).add_(epsilon, one);
            _parameters[i].addcdiv_(_means[i], denominator, rate);
        }
    }

    /// <summary>Scales all gradients down together so that their common norm is at most a bound.</summary>
    /// <param name="norm">The bound; above 0.</param>
    public void ClipGradients(double norm) => nn.utils.clip_grad_norm_(_parameters, norm);

    /// <summary>Forgets all gradients. They are set to null, not to 0, so that a step depends on nothing but its own batch.</summary>
    public void ClearGradients()
    {
        foreach (var parameter in _parameters)
        {
            parameter.grad = null;
        }
    }

    /// <summary>Writes step and moments.</summary>
    /// <param name="writer">Where to.</param>
    public void Write(BinaryWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write(_steps);
        foreach (var tensor in _means.Concat(_squares))
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
        foreach (var tensor in _means.Concat(_squares))
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

    /// <summary>Frees the moments.</summary>
    public void Dispose()
    {
        foreach (var tensor in _means.Concat(_squares))
        {
            tensor.Dispose();
        }
    }
}
