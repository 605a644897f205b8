using Sdvp.Core.Values;

namespace Sdvp.Core.Programs.VisProg;

/// <summary>An argument of a step.</summary>
/// <param name="Name">The parameter.</param>
/// <param name="Value">What is given for it.</param>
/// <param name="Type">The parameter's type.</param>
/// <param name="Span">Name and value in the source.</param>
public sealed record VisProgArgument(string Name, VisProgValue Value, ProgramType Type, SourceSpan Span)
{
    /// <summary>Prints the argument as source.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Name}={Value}";
}
