using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Sdvp.Distillation.Training;

/// <summary>AdamW over the parameters that are trained; the others are frozen.</summary>
internal sealed class StudentOptimizer : IDisposable
{
    private readonly nn.Module _network;
    private readonly Parameter[] _parameters;
    private readonly AdamW _adam;
    private readonly double? _clip;

    public StudentOptimizer(nn.Module network, ModuleTrainingSettings settings, string module)
    {
        _network = network;
        _clip = settings.GradientClip;
        _parameters = Choose(network, settings.TrainableParameters, module);
        // Decay pulls towards 0; for biases and scales of normalisation 0 means nothing.
        _adam = new AdamW(
            [
                new AdamW.ParamGroup(_parameters.Where(p => p.dim() >= 2).ToArray(), settings.LearningRate, weight_decay: settings.WeightDecay),
                new AdamW.ParamGroup(_parameters.Where(p => p.dim() < 2).ToArray(), settings.LearningRate, weight_decay: 0),
            ],
            settings.LearningRate);
    }

    /// <summary>Forgets the gradients. They are set to null, not to 0: so a step depends on nothing but its own batch.</summary>
    public void ClearGradients() => _network.zero_grad(set_to_none: true);

    /// <summary>Updates the parameters by their gradients.</summary>
    public void Step(double learningRate)
    {
        if (_clip is { } clip)
        {
            nn.utils.clip_grad_norm_(_parameters, clip);
        }

        foreach (var group in _adam.ParamGroups)
        {
            group.LearningRate = learningRate;
        }

        _adam.step();
    }

    public void Write(BinaryWriter writer)
    {
        foreach (var state in States())
        {
            writer.Write(state.step);
            NetworkState.WriteTensor(writer, state.exp_avg);
            NetworkState.WriteTensor(writer, state.exp_avg_sq);
        }
    }

    public void Read(BinaryReader reader)
    {
        foreach (var state in States())
        {
            state.step = reader.ReadInt64();
            NetworkState.ReadTensor(reader, state.exp_avg);
            NetworkState.ReadTensor(reader, state.exp_avg_sq);
        }
    }

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

    private IEnumerable<AdamW.State> States() => _adam.state_dict().State.Cast<AdamW.State>();
}
