using Sdvp.Modules.Torch;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Sdvp.Distillation.Training.Strategies;

/// <summary>One training, as strategies see it. Tensors that its methods give belong to the caller's dispose scope.</summary>
public sealed class StrategyContext
{
    private readonly TrainingPair _pair;
    private readonly StepObjective _objective;
    private readonly ModuleTrainingSettings _settings;

    internal StrategyContext(string module, TrainingPair pair, StepObjective objective, ModuleTrainingSettings settings)
    {
        Module = module;
        _pair = pair;
        _objective = objective;

        // Divergences of a strategy weigh by themselves: the options' shares are those of the built-in self-distillation.
        _settings = settings with { SelfDistillationWeight = 1, OwnInputWeight = 0, ProbeWeight = 1, ProbeRatio = 1 };
    }

    /// <summary>The module's name.</summary>
    public string Module { get; }

    /// <summary>The student.</summary>
    public IStudent Student => _pair.Student;

    /// <summary>The student as it was before the training, frozen. Where an adapter is trained it is the same network with the adapter off, and gives no gradients.</summary>
    public IStudent Snapshot => _pair.Snapshot;

    /// <summary>Seed of the training.</summary>
    public long Seed => _settings.Seed;

    /// <summary>Labelled steps in one training step.</summary>
    public int BatchSize => _settings.BatchSize;

    /// <summary>Whether the student gives one row of logits for each input; else it writes tokens.</summary>
    public bool HasScores => _objective is ScoreObjective;

    /// <summary>
    /// How far the student has moved from the snapshot on inputs: the divergence that fits its outputs, multiplied by T². Differentiable in the student.
    /// </summary>
    /// <param name="inputs">The inputs; at least one.</param>
    /// <param name="temperature">T, greater than 0.</param>
    /// <returns>A scalar.</returns>
    public Tensor Divergence(IReadOnlyList<StudentInput> inputs, double temperature)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentOutOfRangeException.ThrowIfZero(inputs.Count, nameof(inputs));
        var batch = new TrainingBatch([], [], inputs);
        var reference = new SnapshotReference(Snapshot, null, _settings with { Temperature = temperature });
        return _objective.SelfDistillation(_objective.Forward(Student, batch, reference), batch, reference)
            ?? throw new InvalidOperationException($"The objective of {Module} gives no divergence.");
    }

    /// <summary>The student's logits on inputs, differentiable.</summary>
    /// <param name="inputs">The inputs; at least one.</param>
    /// <returns><c>[inputs, outputs]</c>.</returns>
    /// <exception cref="NotSupportedException">The student writes tokens.</exception>
    public Tensor Scores(IReadOnlyList<StudentInput> inputs) => _objective is ScoreObjective scores
        ? scores.Scores(Student.Forward(inputs))
        : throw new NotSupportedException($"The student of {Module} writes its answers token by token and gives no row of logits; use a strategy that works by divergence.");

    /// <summary>
    /// The log-likelihood of one output that is drawn from the student's own distribution; of the answer it writes, where it writes tokens. Differentiable.
    /// </summary>
    /// <param name="input">The input.</param>
    /// <param name="seed">Decides what is drawn.</param>
    /// <returns>A scalar.</returns>
    public Tensor LogLikelihoodOfOwnOutput(StudentInput input, long seed)
    {
        if (_objective is not ScoreObjective scores)
        {
            return LogLikelihoodOfWritten((ITokenStudent)Student, input);
        }

        var output = Student.Forward([input]);
        var logits = scores.Scores(output);
        var number = (SeededOrder.Mix(_settings.Seed, seed) % (1L << 30)) / (double)(1L << 30);
        var isIndependent = output is RegionLogits or AnswerLogits { Scoring: AnswerScoring.Independent } or CandidateLogits { Scoring: AnswerScoring.Independent };
        return isIndependent ? OfIndependent(logits, seed) : OfChoice(logits, number);
    }

    /// <summary>The parameters that are trained, each with its value in the snapshot; tied ones once.</summary>
    /// <returns>Name, parameter, and where it began.</returns>
    public IEnumerable<(string Name, Parameter Parameter, Tensor Start)> TrainedParameters()
    {
        var start = _pair.Start;
        var seen = new HashSet<Parameter>(ReferenceEqualityComparer.Instance);
        foreach (var (name, parameter) in Student.Network.named_parameters())
        {
            if (parameter.requires_grad && seen.Add(parameter) && start.TryGetValue(name, out var before))
            {
                yield return (name, parameter, before);
            }
        }
    }

    /// <summary>Moves the student's weights towards those that it began with: <c>(1 − α) · trained + α · start</c>.</summary>
    /// <param name="share">α, in [0, 1].</param>
    public void MoveTowardsStart(double share)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);
        _pair.MoveTowardsStart(share);
    }

    private static Tensor LogLikelihoodOfWritten(ITokenStudent student, StudentInput input)
    {
        var written = student.Write([input])[0];
        var tokens = student.Forward([input], [new TokenSequence(0, written)]);
        var logs = nn.functional.log_softmax(tokens.Logits, 2).gather(2, tokens.Targets.to_type(ScalarType.Int64).unsqueeze(2)).squeeze(2);
        return (logs * tokens.Mask.to_type(logs.dtype)).sum();
    }

    private Tensor OfIndependent(Tensor logits, long seed)
    {
        using var noGradient = no_grad();
        var shares = logits.sigmoid().flatten().cpu().data<float>().ToArray();
        var drawn = shares.Select((p, i) => (SeededOrder.Mix(_settings.Seed, seed, i) % (1L << 30)) / (double)(1L << 30) < p ? 1f : -1f).ToArray();
        using var gradient = enable_grad();
        return nn.functional.logsigmoid(logits * tensor(drawn, logits.shape, device: logits.device)).sum();
    }

    private static Tensor OfChoice(Tensor logits, double number)
    {
        var logs = nn.functional.log_softmax(logits, 1);
        var shares = logs.detach().exp().flatten().cpu().data<float>().ToArray();
        var (place, sum) = (0, (double)shares[0]);
        while (place < shares.Length - 1 && sum <= number)
        {
            sum += shares[++place];
        }

        return logs[0, place];
    }
}
