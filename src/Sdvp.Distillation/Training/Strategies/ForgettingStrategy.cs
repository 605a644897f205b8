using Sdvp.Modules.Torch.Lora;

namespace Sdvp.Distillation.Training.Strategies;

/// <summary>
/// A way to keep a student from forgetting: it begins before the first training step, adds a term to the loss of each step, and ends behind the last one.
/// A strategy is a description and holds nothing that changes; what a training needs lies in its <see cref="StrategyRun"/>. Several strategies are combined by
/// naming several. Immutable and thread-safe.
/// </summary>
public abstract class ForgettingStrategy
{
    /// <summary>Identity of the strategy with all that decides what it does, such as its weights and the content of its memory; part of what a resumed training checks.</summary>
    public abstract string Name { get; }

    /// <summary>The adapter that is trained instead of the weights, as <see cref="StepwiseDistillerOptions.Lora"/>; null where the strategy asks for none. Default: null.</summary>
    public virtual LoraOptions? Lora => null;

    /// <summary>Whether a parameter is trained; one that any strategy refuses is frozen.</summary>
    /// <param name="parameter">The parameter's name in the network.</param>
    /// <returns>True where it is trained. Default: true.</returns>
    public virtual bool Trains(string parameter) => true;

    /// <summary>Begins, with a student that is equal to its snapshot. Must give the same on every call with the same context: an interrupted training begins again.</summary>
    /// <param name="context">The training. It stays valid until the run is disposed.</param>
    /// <returns>What works during the training; the caller disposes it.</returns>
    public abstract StrategyRun Begin(StrategyContext context);
}
