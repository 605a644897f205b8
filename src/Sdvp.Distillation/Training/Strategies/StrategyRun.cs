using static TorchSharp.torch;

namespace Sdvp.Distillation.Training.Strategies;

/// <summary>A strategy during one training. Used by one thread at a time.</summary>
public abstract class StrategyRun : IDisposable
{
    /// <summary>The term that is added to the loss of a training step, weight included.</summary>
    /// <param name="step">What the step learns from.</param>
    /// <returns>A scalar, in the caller's dispose scope, through which a gradient reaches the student; null where this step has no term.</returns>
    public virtual Tensor? Observe(StrategyStep step) => null;

    /// <summary>Comes behind the last step, before the new module is made; may change the student's weights.</summary>
    public virtual void End()
    {
    }

    /// <summary>Writes what <see cref="Observe"/> has changed, for checkpoints. Default: nothing.</summary>
    /// <param name="writer">Where to.</param>
    public virtual void Write(BinaryWriter writer)
    {
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="reader">Where from.</param>
    public virtual void Read(BinaryReader reader)
    {
    }

    /// <summary>Frees what the run holds.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what the run holds.</summary>
    /// <param name="disposing">Always true.</param>
    protected virtual void Dispose(bool disposing)
    {
    }
}
