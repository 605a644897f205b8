using System.Globalization;
using Sdvp.Distillation.Training;
using Sdvp.Distillation.Training.Strategies;
using Sdvp.Modules.Torch;
using static TorchSharp.torch;

namespace Sdvp.Distillation.Continual.Strategies;

/// <summary>
/// Elastic weight consolidation (Kirkpatrick and others, 2017): <c>λ/2 · Σ_i F_i (θ_i − θ⁰_i)²</c>, where F is the diagonal of the Fisher information at the weights
/// that training begins with, over the calls of earlier tasks. The Fisher information is estimated with one output for each call, drawn from the model's own
/// distribution, and is computed anew for each task over all earlier calls, so there is one anchor and not one for each task. A module of which the memory
/// holds nothing is trained without a term.
/// </summary>
public sealed class ElasticWeightStrategy : ForgettingStrategy
{
    private readonly ReplayMemory _memory;
    private readonly double _weight;
    private readonly int _calls;

    /// <summary>Initialises the strategy.</summary>
    /// <param name="memory">The earlier calls; their stored logits are not used.</param>
    /// <param name="weight">λ, at least 0. Default: 1000: Fisher values of networks are small.</param>
    /// <param name="calls">The most calls that the Fisher information is estimated on, at least 1. Default: 200.</param>
    public ElasticWeightStrategy(ReplayMemory memory, double weight = 1000, int calls = 200)
    {
        ArgumentNullException.ThrowIfNull(memory);
        ArgumentOutOfRangeException.ThrowIfLessThan(calls, 1);
        _memory = memory;
        _weight = Weights.Require(weight);
        _calls = calls;
    }

    /// <inheritdoc/>
    public override string Name => string.Create(CultureInfo.InvariantCulture, $"EWC({_weight:R},{_calls},{_memory.Id})");

    /// <inheritdoc/>
    public override StrategyRun Begin(StrategyContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var entries = _memory.Of(context.Module);
        var order = SeededOrder.Shuffle(entries.Length, SeededOrder.Mix(context.Seed, 12)).Take(_calls).Order();
        StudentInput[] inputs = [.. order.Select(i => context.Student.Prepare(entries[i].Call))];
        return new Run(context, EstimateFisher(context, inputs), _weight);
    }

    private static Dictionary<string, Tensor> EstimateFisher(StrategyContext context, StudentInput[] inputs)
    {
        var fisher = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        for (var i = 0; i < inputs.Length; i++)
        {
            using var scope = NewDisposeScope();
            context.Student.Network.zero_grad(set_to_none: true);
            context.LogLikelihoodOfOwnOutput(inputs[i], i).backward();
            using var noGradient = no_grad();
            foreach (var (name, parameter, _) in context.TrainedParameters())
            {
                if (parameter.grad is { } gradient)
                {
                    var square = (gradient * gradient).Times(1.0 / inputs.Length);
                    var sum = fisher.TryGetValue(name, out var earlier) ? earlier.Plus(square) : square;
                    earlier?.Dispose();
                    fisher[name] = sum.DetachFromDisposeScope();
                }
            }
        }

        return fisher;
    }

    private sealed class Run(StrategyContext context, Dictionary<string, Tensor> fisher, double weight) : StrategyRun
    {
        public override Tensor? Observe(StrategyStep step)
        {
            if (fisher.Count == 0 || weight == 0)
            {
                return null;
            }

            Tensor? sum = null;
            foreach (var (name, parameter, start) in context.TrainedParameters())
            {
                if (fisher.TryGetValue(name, out var importance))
                {
                    var moved = parameter.Minus(start);
                    var term = (importance * moved * moved).sum();
                    sum = sum is null ? term : sum.Plus(term);
                }
            }

            return sum?.Times(weight / 2);
        }

        protected override void Dispose(bool disposing)
        {
            foreach (var tensor in fisher.Values)
            {
                tensor.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
