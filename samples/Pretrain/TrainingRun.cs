using System.Collections.Concurrent;
using System.Diagnostics;
using Sdvp.Modules.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Samples.Pretrain;

/// <summary>Trains one network with AdamW, warm-up and cosine decay. Saves its state every minute and goes on from there when started again.</summary>
internal static class TrainingRun
{
    private const int WarmupSteps = 200;

    public static void Execute<TBatch>(TrainingPlan<TBatch> plan, CancellationToken cancellationToken)
    {
        var network = plan.Student.Network;
        network.train();
        using var optimizer = new AdamWOptimizer(network.parameters().Concat(plan.Supervision.Head.parameters()));
        var state = new TrainingState(Path.Combine(plan.OutputFolder, "training"));
        var first = state.Restore(network, plan.Supervision.Head, optimizer);
        Console.WriteLine(first == 0 ? $"{plan.OutputFolder}: {plan.Steps} steps" : $"{plan.OutputFolder}: going on at step {first} of {plan.Steps}");

        using var batches = new BlockingCollection<TBatch>(8);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var producer = Task.Run(() => Produce(plan, first, batches, stop.Token), CancellationToken.None);
        try
        {
            Train(plan, optimizer, state, first, batches, cancellationToken);
        }
        finally
        {
            stop.Cancel();
            producer.Wait(CancellationToken.None);
        }

        network.eval();
        plan.Student.Save(plan.OutputFolder);
        plan.Report();
        state.Delete();
    }

    private static void Produce<TBatch>(TrainingPlan<TBatch> plan, int first, BlockingCollection<TBatch> batches, CancellationToken cancellationToken)
    {
        try
        {
            for (var step = first; step < plan.Steps; step++)
            {
                batches.Add(plan.MakeBatch(step), cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The consumer has stopped; it reports why.
        }
        finally
        {
            batches.CompleteAdding();
        }
    }

    private static void Train<TBatch>(
        TrainingPlan<TBatch> plan, AdamWOptimizer optimizer, TrainingState state, int first, BlockingCollection<TBatch> batches, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var saved = TimeSpan.Zero;
        var average = double.NaN;
        for (var step = first; step < plan.Steps; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var batch = batches.Take(cancellationToken);
            using (NewDisposeScope())
            {
                optimizer.ClearGradients();
                var loss = plan.Loss(batch);
                loss.backward();
                optimizer.ClipGradients(1.0);
                optimizer.Step(plan.LearningRate * Schedule(step, plan.Steps));
                var value = loss.item<float>();
                average = double.IsNaN(average) ? value : (0.98 * average) + (0.02 * value);
            }

            if ((step + 1) % 250 == 0)
            {
                var left = clock.Elapsed / (step + 1 - first) * (plan.Steps - step - 1);
                Console.WriteLine($"  step {step + 1} of {plan.Steps}, loss {average:0.0000}, {left:hh\\:mm\\:ss} left");
            }

            if (clock.Elapsed - saved > TimeSpan.FromMinutes(1))
            {
                saved = clock.Elapsed;
                state.Save(plan.Student.Network, plan.Supervision.Head, optimizer, step + 1);
            }

            if ((step + 1) % 2500 == 0)
            {
                plan.Student.Network.eval();
                plan.Report();
                plan.Student.Network.train();
            }
        }
    }

    private static double Schedule(int step, int steps) =>
        Math.Min(1.0, (step + 1.0) / WarmupSteps) * (0.02 + (0.98 * 0.5 * (1 + Math.Cos(Math.PI * step / steps))));
}
