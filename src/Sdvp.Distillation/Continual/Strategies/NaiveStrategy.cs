using Sdvp.Distillation.Training.Strategies;

namespace Sdvp.Distillation.Continual.Strategies;

/// <summary>Nothing against forgetting: fine-tuning on the labels, the row that others are measured against.</summary>
public sealed class NaiveStrategy : ForgettingStrategy
{
    /// <inheritdoc/>
    public override string Name => "naive";

    /// <inheritdoc/>
    public override StrategyRun Begin(StrategyContext context) => new Run();

    private sealed class Run : StrategyRun;
}
