using Sdvp.Core.Values;

namespace Sdvp.Core.Programs.VisProg;

/// <summary>An input or the output of an earlier step.</summary>
public sealed record VisProgVariable : VisProgValue
{
    internal VisProgVariable(string name, SourceSpan span)
        : base(span) => Name = name;

    /// <summary>The variable's name.</summary>
    public string Name { get; }

    /// <summary>Prints the name.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Name;

    internal override ProgramValue Resolve(IReadOnlyDictionary<string, ProgramValue> variables) => variables[Name];
}
