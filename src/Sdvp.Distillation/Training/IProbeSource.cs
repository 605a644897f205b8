using Sdvp.Core.Modules;
using Sdvp.Core.Recording;

namespace Sdvp.Distillation.Training;

/// <summary>
/// Gives probe calls: other questions about the images of the current task, on which self-distillation holds the student to its
/// snapshot. They need neither labels nor old data. Deterministic for a seed; thread-safe.
/// </summary>
public interface IProbeSource
{
    /// <summary>Identity of the rules by which probes are made; part of what a resumed training checks.</summary>
    string Name { get; }

    /// <summary>Makes the probe that goes with a recorded step.</summary>
    /// <param name="step">A step of the current task.</param>
    /// <param name="seed">Chooses among the possible probes.</param>
    /// <returns>A call of the same module, or null where the module is not probed.</returns>
    ModuleCall? CreateProbe(StepRecord step, long seed);
}
