namespace Sdvp.Distillation.Training;

/// <summary>The parts of a distillation, in their order.</summary>
public enum DistillationPhase
{
    /// <summary>The validation programs run with the modules as they are.</summary>
    ValidatingBefore,

    /// <summary>The task's programs run, and their steps are recorded.</summary>
    Recording,

    /// <summary>The teacher answers for the steps.</summary>
    Labelling,

    /// <summary>A module's student is trained.</summary>
    Training,

    /// <summary>The validation programs run with the new modules.</summary>
    ValidatingAfter,
}
