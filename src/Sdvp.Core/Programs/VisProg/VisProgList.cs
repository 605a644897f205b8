using System.Collections.Immutable;
using Sdvp.Core.Values;

namespace Sdvp.Core.Programs.VisProg;

/// <summary>A list of constants and variables.</summary>
public sealed record VisProgList : VisProgValue
{
    internal VisProgList(ImmutableArray<VisProgValue> items, SourceSpan span)
        : base(span) => Items = items;

    /// <summary>The items in order.</summary>
    public ImmutableArray<VisProgValue> Items { get; }

    /// <summary>Prints the list as source.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"[{string.Join(',', Items)}]";

    internal override ProgramValue Resolve(IReadOnlyDictionary<string, ProgramValue> variables) =>
        new ListValue([.. Items.Select(i => i.Resolve(variables))]);
}
