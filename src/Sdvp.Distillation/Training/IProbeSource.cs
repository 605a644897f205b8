using Sdvp.Core.Modules;
using Sdvp.Core.Recording;

namespace Sdvp.Distillation.Training;

/// <summary>
/// Gives probe calls: other questions about the images of the current task, or other calls altogether, on which self-distillation holds the student to its
/// snapshot. They need no labels. Deterministic for a seed; thread-safe.
/// </summary>
public interface IProbeSource
{
    /// <summary>Identity of the rules by which probes are made; part of what a resumed training checks.</summary>
    string Name { get; }

    /// <summary>Makes the probes of one training step. Calls about one image should stand together: many networks look at an image once for all questions of a batch.</summary>
    /// <param name="steps">The steps of the current task that the training step learns from; at least one, all of one module.</param>
    /// <param name="count">Probes that are wanted; at least 1.</param>
    /// <param name="seed">Chooses among the possible probes.</param>
    /// <returns>At most <paramref name="count"/> calls of the same module; none where the module is not probed.</returns>
    IReadOnlyList<ModuleCall> CreateProbes(IReadOnlyList<StepRecord> steps, int count, long seed);
}
