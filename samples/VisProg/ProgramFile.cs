namespace Sdvp.Samples.VisProg;

/// <summary>A program's source and where it is from.</summary>
/// <param name="Name">The path, or <c>-</c>.</param>
/// <param name="Source">The text.</param>
internal sealed record ProgramFile(string Name, string Source)
{
    /// <summary>The name without folder and extension.</summary>
    public string Title => Name == "-" ? "program" : Path.GetFileNameWithoutExtension(Name);

    /// <summary>What the program answers: its first line where that is a comment.</summary>
    public string? Question
    {
        get
        {
            var first = Source.AsSpan().TrimStart();
            var end = first.IndexOfAny('\r', '\n');
            first = (end < 0 ? first : first[..end]).Trim();
            return first.StartsWith("#") && first.TrimStart('#').Trim() is { Length: > 0 } text ? text.ToString() : null;
        }
    }

    public static async Task<ProgramFile> ReadAsync(string name, TextReader input, CancellationToken cancellationToken)
    {
        if (name == "-")
        {
            return new ProgramFile(name, await input.ReadToEndAsync(cancellationToken));
        }

        return File.Exists(name)
            ? new ProgramFile(name, await File.ReadAllTextAsync(name, cancellationToken))
            : throw new UsageException($"There is no file {name}.");
    }
}
