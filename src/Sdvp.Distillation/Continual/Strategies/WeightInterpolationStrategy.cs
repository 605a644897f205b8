using System.Globalization;
using Sdvp.Distillation.Training.Strategies;

namespace Sdvp.Distillation.Continual.Strategies;

/// <summary>Goes part of the way back when training has ended: <c>(1 − α) · trained + α · start</c> (WiSE-FT; Wortsman and others, arXiv 2109.01903).</summary>
/// <param name="share">α, in [0, 1].</param>
public sealed class WeightInterpolationStrategy(double share) : ForgettingStrategy
{
    private readonly double _share = Weights.RequireShare(share);

    /// <inheritdoc/>
    public override string Name => string.Create(CultureInfo.InvariantCulture, $"weight-interpolation({_share:R})");

    /// <inheritdoc/>
    public override StrategyRun Begin(StrategyContext context) => new Run(context, _share);

    private sealed class Run(StrategyContext context, double share) : StrategyRun
    {
        public override void End() => context.MoveTowardsStart(share);
    }
}
