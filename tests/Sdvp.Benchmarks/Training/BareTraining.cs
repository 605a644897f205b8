using System.Collections.Immutable;
using System.Diagnostics;
using Sdvp.Core.Modules;
using Sdvp.Core.Values;
using Sdvp.Distillation.Losses;
using Sdvp.Distillation.Training;
using Sdvp.Modules.Torch;
using static TorchSharp.torch;

namespace Sdvp.Benchmarks.Training;

/// <summary>The passes of a training and nothing else, on inputs that were prepared beforehand: each batch has labelled steps, and probes that ask other texts about their images.</summary>
internal sealed class BareTraining : IDisposable
{
    private readonly IStudent _student;
    private readonly IStudent _snapshot;
    private readonly AdamWOptimizer _optimizer;
    private readonly DeviceGate _gate;
    private readonly StepwiseDistillerOptions _options;
    private readonly List<(StudentInput[] Steps, StudentInput[] Probes)> _batches = [];

    public BareTraining(ITrainableModule module, DeviceGate gate, ImmutableArray<ModuleCall> calls, ImmutableArray<string> texts, StepwiseDistillerOptions options)
    {
        _student = module.CreateStudent();
        _snapshot = module.CreateStudent();
        _optimizer = new AdamWOptimizer(_student.Network.parameters(), options.WeightDecay);
        (_gate, _options) = (gate, options);
        var random = new Random(1);
        for (var epoch = 0; epoch < options.Epochs; epoch++)
        {
            ModuleCall[] order = [.. calls];
            random.Shuffle(order);
            foreach (var batch in order.Chunk(options.BatchSize))
            {
                var probes = Enumerable.Range(0, (int)Math.Round(options.ProbeRatio * batch.Length, MidpointRounding.AwayFromZero))
                    .Select(i => new ModuleCall(batch[i % batch.Length].Arguments.SetItem("question", new TextValue(texts[random.Next(texts.Length)]))));
                _batches.Add(([.. batch.Select(_student.Prepare)], [.. probes.Select(_student.Prepare)]));
            }
        }
    }

    /// <summary>Makes the passes.</summary>
    /// <returns>Seconds on the clock.</returns>
    public double Run()
    {
        var begin = Stopwatch.GetTimestamp();
        foreach (var (steps, probes) in _batches)
        {
            _gate.Run(() => Step(steps, probes));
        }

        return Stopwatch.GetElapsedTime(begin).TotalSeconds;
    }

    public void Dispose()
    {
        _optimizer.Dispose();
        _snapshot.Dispose();
        _student.Dispose();
    }

    private void Step(StudentInput[] steps, StudentInput[] probes)
    {
        using var scope = NewDisposeScope();
        using var gradients = enable_grad();
        _student.Network.zero_grad(set_to_none: true);
        var logits = ((AnswerLogits)_student.Forward([.. steps, .. probes])).Logits;
        var width = logits.shape[1];
        var loss = StepwiseLoss.Answers(logits.narrow(0, 0, steps.Length), full([steps.Length, width], 1f / width), ones(steps.Length));
        Tensor before;
        using (no_grad())
        {
            before = ((AnswerLogits)_snapshot.Forward(probes)).Logits;
        }

        loss = loss.Plus(SelfDistillationLoss.Answers(logits.narrow(0, steps.Length, probes.Length), before, _options.Temperature).Times(_options.SelfDistillationWeight));
        loss.backward();
        _optimizer.ClipGradients(_options.GradientClip!.Value);
        _optimizer.Step(_options.LearningRate);
        loss.item<float>();
    }
}
