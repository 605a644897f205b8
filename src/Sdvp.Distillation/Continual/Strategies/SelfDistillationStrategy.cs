using System.Globalization;
using Sdvp.Distillation.Training.Strategies;
using Sdvp.Modules.Torch;
using static TorchSharp.torch;

namespace Sdvp.Distillation.Continual.Strategies;

/// <summary>
/// Holds the student to its snapshot on the inputs that it learns from: <c>λ · T² · KL(snapshot ‖ student)</c>, as Learning without Forgetting does (Li and Hoiem,
/// 2016). It needs nothing old. The options of the distiller have the same built in, with probes besides; this one is for combinations and comparisons.
/// </summary>
/// <param name="weight">λ, at least 0.</param>
/// <param name="temperature">T, greater than 0. Default: 2.</param>
public sealed class SelfDistillationStrategy(double weight, double temperature = 2) : ForgettingStrategy
{
    private readonly double _weight = Weights.Require(weight);

    /// <inheritdoc/>
    public override string Name => string.Create(CultureInfo.InvariantCulture, $"self-distillation({_weight:R},T={temperature:R})");

    /// <inheritdoc/>
    public override StrategyRun Begin(StrategyContext context) => new Run(context, _weight, temperature);

    private sealed class Run(StrategyContext context, double weight, double temperature) : StrategyRun
    {
        public override Tensor? Observe(StrategyStep step) => weight == 0 ? null : context.Divergence(step.Inputs, temperature).Times(weight);
    }
}
