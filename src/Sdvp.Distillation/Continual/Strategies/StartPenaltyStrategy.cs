using System.Globalization;
using Sdvp.Distillation.Training.Strategies;
using Sdvp.Modules.Torch;
using static TorchSharp.torch;

namespace Sdvp.Distillation.Continual.Strategies;

/// <summary>Holds the weights near those that training began with: <c>λ/2 · Σ_i (θ_i − θ⁰_i)²</c> (L2-SP; Li and others, 2018).</summary>
/// <param name="weight">λ, at least 0.</param>
public sealed class StartPenaltyStrategy(double weight) : ForgettingStrategy
{
    private readonly double _weight = Weights.Require(weight);

    /// <inheritdoc/>
    public override string Name => string.Create(CultureInfo.InvariantCulture, $"L2-to-start({_weight:R})");

    /// <inheritdoc/>
    public override StrategyRun Begin(StrategyContext context) => new Run(context, _weight);

    private sealed class Run(StrategyContext context, double weight) : StrategyRun
    {
        public override Tensor? Observe(StrategyStep step)
        {
            Tensor? sum = null;
            foreach (var (_, parameter, start) in context.TrainedParameters())
            {
                var moved = parameter.Minus(start);
                var squares = (moved * moved).sum();
                sum = sum is null ? squares : sum.Plus(squares);
            }

            return weight == 0 ? null : sum?.Times(weight / 2);
        }
    }
}
