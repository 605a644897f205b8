using System.Collections.Immutable;
using Sdvp.Distillation.Training;
using Sdvp.Distillation.Training.Strategies;
using Sdvp.Modules.Torch;
using Sdvp.Modules.Torch.Lora;
using static TorchSharp.torch;

namespace Sdvp.Distillation.Continual.Strategies;

/// <summary>Several strategies as one: their terms are added, and a parameter is trained where all of them train it. They end in their order.</summary>
/// <param name="strategies">The strategies, in order.</param>
public sealed class CombinedStrategy(params ImmutableArray<ForgettingStrategy> strategies) : ForgettingStrategy
{
    /// <inheritdoc/>
    public override string Name => string.Join(" + ", strategies.Select(s => s.Name));

    /// <inheritdoc/>
    public override LoraOptions? Lora => LoraTraining.Choose(Name, null, strategies);

    /// <inheritdoc/>
    public override bool Trains(string parameter) => strategies.All(s => s.Trains(parameter));

    /// <inheritdoc/>
    public override StrategyRun Begin(StrategyContext context) => new Run([.. strategies.Select(s => s.Begin(context))]);

    private sealed class Run(ImmutableArray<StrategyRun> runs) : StrategyRun
    {
        public override Tensor? Observe(StrategyStep step)
        {
            Tensor? sum = null;
            foreach (var run in runs)
            {
                if (run.Observe(step) is { } term)
                {
                    sum = sum is null ? term : sum.Plus(term);
                }
            }

            return sum;
        }

        public override void End()
        {
            foreach (var run in runs)
            {
                run.End();
            }
        }

        public override void Write(BinaryWriter writer)
        {
            foreach (var run in runs)
            {
                run.Write(writer);
            }
        }

        public override void Read(BinaryReader reader)
        {
            foreach (var run in runs)
            {
                run.Read(reader);
            }
        }

        protected override void Dispose(bool disposing)
        {
            foreach (var run in runs)
            {
                run.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
