using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Modules.Torch;

namespace Sdvp.Distillation.Training;

/// <summary>What training made of one module.</summary>
/// <param name="Module">The new module; it is in the registry.</param>
/// <param name="PreviousVersion">The version that the snapshot was taken of.</param>
/// <param name="Labels">Labels that were trained on.</param>
/// <param name="UnusableLabels">Labels that were left out, because none of their answers is in the student's vocabulary.</param>
/// <param name="Loss">The loss that was in force, as a formula.</param>
/// <param name="Curve">The losses of every training step.</param>
/// <param name="Duration">Time that the training took, over all calls.</param>
/// <param name="Folder">Where the weights lie, as <see cref="IStudent.Save"/> wrote them.</param>
public sealed record ModuleDistillation(
    ITrainableModule Module,
    ModuleVersion PreviousVersion,
    int Labels,
    int UnusableLabels,
    string Loss,
    ImmutableArray<TrainingPoint> Curve,
    TimeSpan Duration,
    string Folder)
{
    /// <summary>Where the adapter lies in PEFT's layout, for the module's version before; it is part of the weights in <see cref="Folder"/> already. Null where none was trained.</summary>
    public string? AdapterFolder { get; init; }

    /// <summary>What early stopping measured; null where it is off, or nothing could be held out.</summary>
    public ModuleValidation? Validation { get; init; }

    /// <summary>The new version.</summary>
    public ModuleVersion Version => Module.Version;
}
