using System.Security.Cryptography;
using System.Text;

namespace Sdvp.Core.Programs;

/// <summary>
/// A checked visual program. Immutable and safe to share between threads and runs. Each language derives its own kind;
/// programs are made by <see cref="IProgramLanguage.Parse"/> only.
/// </summary>
public abstract class VisualProgram
{
    /// <summary>Initialises a program.</summary>
    /// <param name="language">Name of the language.</param>
    /// <param name="source">The source it was parsed from.</param>
    protected VisualProgram(string language, string source)
    {
        ArgumentException.ThrowIfNullOrEmpty(language);
        ArgumentNullException.ThrowIfNull(source);
        Language = language;
        Source = source;
        Id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{language}\n{source}")));
    }

    /// <summary>Name of the language, such as <c>visprog</c>.</summary>
    public string Language { get; }

    /// <summary>The source text.</summary>
    public string Source { get; }

    /// <summary>Lower-case hexadecimal SHA-256 of language and source.</summary>
    public string Id { get; }

    /// <inheritdoc/>
    public override string ToString() => Source;
}
