namespace Sdvp.Distillation.Evaluation;

/// <summary>An entry of a data file lacks something, or holds something of the wrong kind.</summary>
public sealed class InvalidDatasetException : Exception
{
    /// <summary>Initialises the exception.</summary>
    /// <param name="file">Path of the file.</param>
    /// <param name="key">The entry: a question id, an image id, or <c>line 12</c>; null where the file as a whole is meant.</param>
    /// <param name="field">Path of the field inside the entry, such as <c>semantic[2].operation</c>; null where the entry as a whole is meant.</param>
    /// <param name="problem">What was found and what was expected.</param>
    /// <param name="innerException">The cause.</param>
    public InvalidDatasetException(string file, string? key, string? field, string problem, Exception? innerException = null)
        : base(string.Join(": ", new[] { file, key, field, problem }.Where(part => !string.IsNullOrEmpty(part))), innerException)
    {
        File = file;
        Key = key;
        Field = field;
    }

    /// <summary>Path of the file.</summary>
    public string File { get; }

    /// <summary>The entry; null where the file as a whole is meant.</summary>
    public string? Key { get; }

    /// <summary>The field inside the entry; null where the entry as a whole is meant.</summary>
    public string? Field { get; }
}
