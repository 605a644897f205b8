using Sdvp.Modules.Torch;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Sdvp.Distillation.Training;

/// <summary>AdamW over the parameters that are trained; the others are frozen.</summary>
internal sealed class StudentOptimizer : IDisposable
{
    private readonly nn.Module _network;
    private readonly Parameter[] _parameters;
    private readonly AdamWOptimizer _adam;
    private readonly double? _clip;

    public StudentOptimizer(nn.Module network, ModuleTrainingSettings settings, string module)
    {
        _network = network;
        _clip = settings.GradientClip;
        _parameters = Choose(network, settings.TrainableParameters, module);
        _adam = new AdamWOptimizer(_parameters, settings.WeightDecay);
    }

    /// <summary>Forgets the gradients. They are set to null, not to 0: so a step depends on nothing but its own batch.</summary>
    public void ClearGradients() => _network.zero_grad(set_to_none: true);

    /// <summary>Updates the parameters by their gradients.</summary>
    public void Step(double learningRate)
    {
        if (_clip is { } clip)
        {
            _adam.ClipGradients(clip);
        }

        _adam.Step(learningRate);
    }

    public void Write(BinaryWriter writer) => _adam.Write(writer);

    public void Read(BinaryReader reader) => _adam.Read(reader);

    public void Dispose() => _adam.Dispose();

    private static Parameter[] Choose(nn.Module network, string[] prefixes, string module)
    {
        var chosen = new List<Parameter>();
        foreach (var (name, parameter) in network.named_parameters())
        {
            parameter.requires_grad = prefixes.Length == 0 || prefixes.Any(p => name.StartsWith(p, StringComparison.Ordinal));
            if (parameter.requires_grad)
            {
                chosen.Add(parameter);
            }
        }

        // Tied weights are listed once for each of their names, but must be updated once a step.
        return chosen.Count > 0
            ? [.. chosen.Distinct<Parameter>(ReferenceEqualityComparer.Instance)]
            : throw new InvalidOperationException(
                $"None of the parameters of {module} begins with {string.Join(" or ", prefixes.Select(p => $"'{p}'"))}; "
                + $"its parameters are: {string.Join(", ", network.named_parameters().Select(p => p.name).Take(40))}. "
                + $"Change {nameof(StepwiseDistillerOptions.TrainableParameters)}.");
    }
}
