using Sdvp.Distillation.Training;
using Sdvp.Distillation.Training.Strategies;
using Sdvp.Modules.Torch.Lora;

namespace Sdvp.Distillation.Continual.Strategies;

/// <summary>
/// Trains a low-rank adapter alone and freezes all else (LoRA; Hu and others, 2021): what <see cref="StepwiseDistillerOptions.Lora"/> does for all tasks of a distiller, for one task.
/// </summary>
public sealed class LoraOnlyStrategy : ForgettingStrategy
{
    private readonly LoraOptions _lora;

    /// <summary>Initialises the strategy.</summary>
    /// <param name="lora">The adapter. Its dropout is 0.</param>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    public LoraOnlyStrategy(LoraOptions lora)
    {
        ArgumentNullException.ThrowIfNull(lora);
        _lora = LoraTraining.FindProblem(lora) is { } problem ? throw new ArgumentException(problem, nameof(lora)) : lora;
    }

    /// <inheritdoc/>
    public override string Name => $"lora-only({_lora})";

    /// <inheritdoc/>
    public override LoraOptions? Lora => _lora;

    /// <inheritdoc/>
    public override bool Trains(string parameter) => LoraAdapter.IsParameter(parameter);

    /// <inheritdoc/>
    public override StrategyRun Begin(StrategyContext context) => new Run();

    private sealed class Run : StrategyRun;
}
