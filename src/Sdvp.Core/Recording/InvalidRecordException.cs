namespace Sdvp.Core.Recording;

/// <summary>A recorded file does not hold what it should: it was changed, damaged or written by something else.</summary>
public sealed class InvalidRecordException : Exception
{
    /// <summary>Initialises the exception.</summary>
    /// <param name="path">The file.</param>
    /// <param name="line">The line, from 1; null for files without lines.</param>
    /// <param name="field">The field or part of the file, such as <c>records[2].span</c>; null where the whole is meant.</param>
    /// <param name="problem">What was found and what was expected.</param>
    /// <param name="innerException">The cause.</param>
    public InvalidRecordException(string path, long? line, string? field, string problem, Exception? innerException = null)
        : base($"{path}{(line is null ? "" : $", line {line}")}{(string.IsNullOrEmpty(field) ? "" : $", {field}")}: {problem}", innerException)
    {
        Path = path;
        Line = line;
        Field = field;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The line, from 1; null for files without lines.</summary>
    public long? Line { get; }

    /// <summary>The field or part of the file; null where the whole is meant.</summary>
    public string? Field { get; }
}
