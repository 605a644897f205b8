using Sdvp.Core.Programs.Expressions.Evaluation;
using Sdvp.Core.Programs.Expressions.Syntax;
using Sdvp.Core.Values;

namespace Sdvp.Core.Programs.VisProg;

/// <summary>A constant: text, number, Boolean or None.</summary>
public sealed record VisProgLiteral : VisProgValue
{
    internal VisProgLiteral(ProgramValue value, SourceSpan span)
        : base(span) => Value = value;

    /// <summary>The constant.</summary>
    public ProgramValue Value { get; }

    /// <summary>Prints the constant as source.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Value switch
    {
        TextValue text => TextEscapes.Quote(text.Text),
        NumberValue number => NumberText.Plain(number.Value),
        _ => Value.ToString() ?? "",
    };

    internal override ProgramValue Resolve(IReadOnlyDictionary<string, ProgramValue> variables) => Value;
}
