using Sdvp.Core.Modules;
using Sdvp.Modules.Torch;
using Sdvp.Modules.Torch.Lora;
using Sdvp.Modules.Weights;
using static TorchSharp.torch;

namespace Sdvp.Distillation.Training;

/// <summary>
/// A student and the snapshot that it is held to: two networks, or one network with an adapter, whose snapshot is the same weights with the adapter off.
/// Owns both.
/// </summary>
internal sealed class TrainingPair : IDisposable
{
    private readonly Dictionary<string, Tensor>? _adapterStart;

    /// <summary>Takes both over. With an adapter, the snapshot is the student without it.</summary>
    public TrainingPair(IStudent student, IStudent snapshot, LoraAdapter? adapter = null)
    {
        Student = student;
        Snapshot = snapshot;
        Adapter = adapter;
        if (adapter is not null)
        {
            using var noGradient = no_grad();
            _adapterStart = student.Network.named_parameters().Where(p => LoraAdapter.IsParameter(p.name))
                .ToDictionary(p => p.name, p => p.parameter.detach().clone().DetachFromDisposeScope(), StringComparer.Ordinal);
        }
    }

    public IStudent Student { get; }

    public IStudent Snapshot { get; }

    /// <summary>The student's adapter; null where its own weights are trained.</summary>
    public LoraAdapter? Adapter { get; }

    /// <summary>Where parameters began, by name: all of them, or the adapter's.</summary>
    public IReadOnlyDictionary<string, Tensor> Start =>
        _adapterStart ?? Snapshot.Network.named_parameters().ToDictionary(p => p.name, p => (Tensor)p.parameter, StringComparer.Ordinal);

    /// <summary>Makes the student and the snapshot of a module.</summary>
    /// <exception cref="InvalidOperationException">The adapter does not fit the network.</exception>
    public static TrainingPair Create(ITrainableModule module, LoraOptions? lora, long seed)
    {
        var student = module.CreateStudent();
        try
        {
            // Evaluation mode: no dropout, fixed statistics of batch normalisation. So a step depends on weights and batch alone,
            // the student begins equal to its snapshot, and a resumed training ends with the same bytes.
            student.Network.eval();
            if (lora is not null)
            {
                var adapter = Attach(module.Signature.Name, student, lora, seed);
                return new TrainingPair(student, SwitchedOffStudent.Create(student, adapter), adapter);
            }

            var snapshot = module.CreateStudent();
            NetworkState.Freeze(snapshot.Network);
            return new TrainingPair(student, snapshot);
        }
        catch
        {
            student.Dispose();
            throw;
        }
    }

    /// <summary>Whether a parameter or buffer can change while the student is trained.</summary>
    public bool CanChange(string name) => Adapter is null || LoraAdapter.IsParameter(name);

    /// <summary>The identity of the snapshot's weights, which must never change.</summary>
    public ModuleVersion HashSnapshot(string module) => WeightsHash.ComputeWithoutAdapter(Snapshot.Network, module);

    /// <summary>Moves the student's weights towards those of its snapshot: <c>(1 − α) · trained + α · start</c>. What an adapter adds is 0 at the start.</summary>
    public void MoveTowardsStart(double alpha)
    {
        if (Adapter is null)
        {
            NetworkState.Interpolate(Student.Network, Snapshot.Network, alpha);
        }
        else if (alpha != 0)
        {
            Adapter.Multiply(1 - alpha);
        }
    }

    public void Dispose()
    {
        foreach (var tensor in _adapterStart?.Values.AsEnumerable() ?? [])
        {
            tensor.Dispose();
        }

        Snapshot.Dispose();
        Student.Dispose();
    }

    private static LoraAdapter Attach(string module, IStudent student, LoraOptions lora, long seed)
    {
        if (LoraTraining.FindProblem(lora) is { } problem)
        {
            throw new InvalidOperationException($"The adapter of {module} cannot be trained: {problem}");
        }

        try
        {
            return LoraAdapter.Attach(student.Network, lora, seed);
        }
        catch (ArgumentException error)
        {
            throw new InvalidOperationException(
                $"{module} cannot be trained by LoRA ({lora}): {error.Message} Change {nameof(StepwiseDistillerOptions.Lora)}, or set it for other modules alone.", error);
        }
    }
}
