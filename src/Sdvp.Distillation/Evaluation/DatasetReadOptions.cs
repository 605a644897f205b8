namespace Sdvp.Distillation.Evaluation;

/// <summary>How data files are read. Immutable.</summary>
public sealed record DatasetReadOptions
{
    /// <summary>
    /// Takes the error of an entry that cannot be used; reading then goes on with the next entry. Null: the error is thrown. Errors that leave nothing
    /// to go on with (the file is cut off, or is no JSON) are always thrown. Default: null.
    /// </summary>
    public Action<InvalidDatasetException>? OnError { get; init; }

    /// <summary>Entries must have an answer or a label. Test splits have none: set this to false for them. Default: true.</summary>
    public bool RequireAnswers { get; init; } = true;
}
