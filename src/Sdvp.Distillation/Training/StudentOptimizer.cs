using Sdvp.Distillation.Training.Strategies;
using Sdvp.Modules.Torch;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Sdvp.Distillation.Training;

/// <summary>AdamW over the parameters that are trained; the others are frozen.</summary>
internal sealed class StudentOptimizer : IDisposable
{
    private readonly nn.Module _network;
    private readonly AdamWOptimizer _adam;
    private readonly double? _clip;

    /// <param name="network">The student's network.</param>
    /// <param name="parameters">What <see cref="Choose"/> gave, with the values that training begins with: narrow ones are copied.</param>
    /// <param name="settings">How to work.</param>
    public StudentOptimizer(nn.Module network, IReadOnlyList<Parameter> parameters, ModuleTrainingSettings settings)
    {
        _network = network;
        _clip = settings.GradientClip;
        _adam = new AdamWOptimizer(parameters, settings.WeightDecay);
    }

    /// <summary>Forgets the gradients. They are set to null, not to 0: so a step depends on nothing but its own batch.</summary>
    public void ClearGradients()
    {
        // Strategies may leave gradients on parameters that are not trained.
        _network.zero_grad(set_to_none: true);
        _adam.ClearGradients();
    }

    /// <summary>To be called when the gradients of a batch, or of a part of one, have been added.</summary>
    public void AccumulateGradients() => _adam.AccumulateGradients();

    /// <summary>Updates the parameters by their gradients.</summary>
    /// <returns>The norm of the gradients before they were clipped; null where they are not.</returns>
    public double? Step(double learningRate)
    {
        var norm = _clip is { } clip ? _adam.ClipGradients(clip) : (double?)null;
        _adam.Step(learningRate);
        return norm;
    }

    public void Write(BinaryWriter writer) => _adam.Write(writer);

    public void Read(BinaryReader reader) => _adam.Read(reader);

    public void Dispose() => _adam.Dispose();

    /// <summary>Freezes the parameters that are not trained, and gives the others.</summary>
    public static Parameter[] Choose(TrainingPair pair, string[] prefixes, string module, IReadOnlyList<ForgettingStrategy> strategies)
    {
        var network = pair.Student.Network;
        var chosen = new List<Parameter>();
        foreach (var (name, parameter) in network.named_parameters())
        {
            parameter.requires_grad = pair.CanChange(name) && (prefixes.Length == 0 || prefixes.Any(p => name.StartsWith(p, StringComparison.Ordinal))) && strategies.All(s => s.Trains(name));
            if (parameter.requires_grad)
            {
                chosen.Add(parameter);
            }
        }

        // Tied weights are listed once for each of their names, but must be updated once a step.
        return chosen.Count > 0
            ? [.. chosen.Distinct<Parameter>(ReferenceEqualityComparer.Instance)]
            : throw new InvalidOperationException(
                $"No parameter of {module} is trained: {(prefixes.Length == 0 ? "" : $"names begin with {string.Join(" or ", prefixes.Select(p => $"'{p}'"))}, ")}"
                + $"strategies are {(strategies.Count == 0 ? "none" : string.Join(", ", strategies.Select(s => s.Name)))}; "
                + $"its parameters are: {string.Join(", ", network.named_parameters().Select(p => p.name).Take(40))}. "
                + $"Change {nameof(StepwiseDistillerOptions.TrainableParameters)} or the strategies.");
    }
}
