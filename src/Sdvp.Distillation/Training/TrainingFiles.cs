namespace Sdvp.Distillation.Training;

/// <summary>Where the training of one module keeps its files.</summary>
/// <param name="TaskFolder">The task's folder.</param>
/// <param name="Module">The module's name.</param>
/// <param name="Round">The round, from 1; null for the last one, whose files go by the module's name alone.</param>
internal sealed record TrainingFiles(string TaskFolder, string Module, int? Round = null)
{
    /// <summary>How the folders of adapters end.</summary>
    public const string AdapterSuffix = ".adapter";

    /// <summary>The files of the round before, whose weights the student begins with; null to begin with the module's.</summary>
    public TrainingFiles? Before { get; init; }

    /// <summary>How the files are named.</summary>
    public string Name => Round is null ? Module : $"{Module}.round-{Round}";

    /// <summary>The training as it stood at its last checkpoint.</summary>
    public string Checkpoint => Path.Combine(TaskFolder, Name + ".checkpoint");

    /// <summary>The finished training.</summary>
    public string Trained => Path.Combine(TaskFolder, Name + ".trained");

    /// <summary>What early stopping measured; absent where it is off.</summary>
    public string Validation => Path.Combine(TaskFolder, Name + ".validation");

    /// <summary>The weights for other uses, as the student saves them.</summary>
    public string Weights => Path.Combine(TaskFolder, Module);

    /// <summary>
    /// The adapter, in PEFT's layout, where one was trained. Not in <see cref="Weights"/>, of which it is a part already: Python would add it a second time there.
    /// </summary>
    public string Adapter => Path.Combine(TaskFolder, Module + AdapterSuffix);
}
