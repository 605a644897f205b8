using Sdvp.Distillation.Training.Strategies;

namespace Sdvp.Distillation.Continual.Strategies;

/// <summary>
/// Trains the low-rank adapters alone (LoRA; Hu and others, 2021) and freezes all else: the parameters whose name has a part <c>lora_A</c> or <c>lora_B</c>, as PEFT
/// names them. The student must have such adapters attached; without any, training refuses to begin.
/// </summary>
public sealed class LoraOnlyStrategy : ForgettingStrategy
{
    /// <inheritdoc/>
    public override string Name => "lora-only";

    /// <inheritdoc/>
    public override bool Trains(string parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        return parameter.Split('.').Any(part => part is "lora_A" or "lora_B");
    }

    /// <inheritdoc/>
    public override StrategyRun Begin(StrategyContext context) => new Run();

    private sealed class Run : StrategyRun;
}
