using Sdvp.Core.Values;

namespace Sdvp.Core.Programs.VisProg;

/// <summary>What a step gives for a parameter: a <see cref="VisProgLiteral"/>, <see cref="VisProgVariable"/>, <see cref="VisProgList"/> or <see cref="VisProgExpression"/>.</summary>
public abstract record VisProgValue
{
    private protected VisProgValue(SourceSpan span) => Span = span;

    /// <summary>Its place in the source.</summary>
    public SourceSpan Span { get; }

    /// <summary>Makes the value.</summary>
    /// <param name="variables">Variables by name; holds every variable that the value reads.</param>
    internal abstract ProgramValue Resolve(IReadOnlyDictionary<string, ProgramValue> variables);
}
