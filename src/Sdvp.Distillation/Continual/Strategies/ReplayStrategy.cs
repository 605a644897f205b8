using System.Globalization;
using Sdvp.Distillation.Training;
using Sdvp.Distillation.Training.Strategies;
using Sdvp.Modules.Torch;
using static TorchSharp.torch;

namespace Sdvp.Distillation.Continual.Strategies;

/// <summary>
/// Asks earlier calls again and holds the student to the logits that were stored with them: <c>λ · mean (z − z_stored)²</c> (Dark Experience Replay; Buzzega and
/// others, 2020). A module of which the memory holds nothing is trained without a term. Students that write tokens are held to their snapshot's distribution on the
/// same calls instead, for a stored vocabulary would fill the disk.
/// </summary>
public sealed class ReplayStrategy : ForgettingStrategy
{
    private readonly ReplayMemory _memory;
    private readonly double _weight;
    private readonly double _ratio;

    /// <summary>Initialises the strategy.</summary>
    /// <param name="memory">The earlier calls.</param>
    /// <param name="weight">λ, at least 0. Default: 0.5.</param>
    /// <param name="ratio">Earlier calls for each labelled step of a batch; greater than 0. Default: 1.</param>
    public ReplayStrategy(ReplayMemory memory, double weight = 0.5, double ratio = 1)
    {
        ArgumentNullException.ThrowIfNull(memory);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(ratio);
        _memory = memory;
        _weight = Weights.Require(weight);
        _ratio = ratio;
    }

    /// <inheritdoc/>
    public override string Name => string.Create(CultureInfo.InvariantCulture, $"replay({_weight:R},×{_ratio:R},{_memory.Id})");

    /// <inheritdoc/>
    public override StrategyRun Begin(StrategyContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var entries = _memory.Of(context.Module);
        return new Run(context, [.. entries.Select(e => (context.Student.Prepare(e.Call), e.Scores))], _weight, (int)Math.Max(1, Math.Round(_ratio * context.BatchSize)));
    }

    private sealed class Run(StrategyContext context, (StudentInput Input, float[] Scores)[] entries, double weight, int batch) : StrategyRun
    {
        public override Tensor? Observe(StrategyStep step)
        {
            if (entries.Length == 0 || weight == 0)
            {
                return null;
            }

            // Depends on the step's number alone, so that an interrupted training draws the same.
            var all = Enumerable.Range(0, Math.Min(batch, entries.Length))
                .Select(i => entries[(int)(SeededOrder.Mix(context.Seed, 11, step.Number, i) % entries.Length)]).ToArray();
            var drawn = all[(step.Part * all.Length / step.Parts)..((step.Part + 1) * all.Length / step.Parts)];
            if (drawn.Length == 0)
            {
                return null;
            }

            // The share of the part is multiplied in later, but this term is no mean over the part's steps.
            var own = weight / step.Share;
            StudentInput[] inputs = [.. drawn.Select(d => d.Input)];
            if (!context.HasScores)
            {
                return context.Divergence(inputs, 2).Times(own * drawn.Length / all.Length);
            }

            var scores = context.Scores(inputs);
            var width = (int)scores.shape[1];
            var (stored, mask) = (new float[drawn.Length * width], new float[drawn.Length * width]);
            for (var row = 0; row < drawn.Length; row++)
            {
                // Where rows differ in length, what lies behind the end of one is padding and says nothing.
                var length = Math.Min(width, drawn[row].Scores.Length);
                drawn[row].Scores.AsSpan(0, length).CopyTo(stored.AsSpan(row * width));
                mask.AsSpan(row * width, length).Fill(1f);
            }

            var rest = scores.Minus(tensor(stored, scores.shape, device: scores.device)) * tensor(mask, scores.shape, device: scores.device);
            return (rest * rest).sum().Times(own / Math.Max(1, all.Sum(d => d.Scores.Length)));
        }
    }
}
