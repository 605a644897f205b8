using System.Collections.Immutable;
using Sdvp.Core.Programs.Expressions;
using Sdvp.Core.Programs.Expressions.Syntax;
using Sdvp.Core.Values;

namespace Sdvp.Core.Programs.VisProg;

/// <summary>
/// The expression of an EVAL step. The call carries its text as the argument <c>expr</c> and the value of each of its variables
/// as an argument of the variable's name.
/// </summary>
public sealed record VisProgExpression : VisProgValue
{
    /// <summary>Name of EVAL's parameter that takes the expression.</summary>
    internal const string ParameterName = "expr";

    internal VisProgExpression(ProgramExpression expression, string text, SourceSpan span)
        : base(span)
    {
        Expression = expression;
        Text = text;
        (Call, CallArguments) = Bind(expression, text);
    }

    /// <summary>The parsed expression.</summary>
    public ProgramExpression Expression { get; }

    /// <summary>Its text without quotes and escapes.</summary>
    public string Text { get; }

    /// <summary>
    /// Variables by the argument that carries them: equal names, except that a variable called <c>expr</c> travels, in the call's
    /// text as well, as the first of <c>expr_</c>, <c>expr__</c> … that the expression does not use.
    /// </summary>
    public ImmutableDictionary<string, string> CallArguments { get; }

    /// <summary>The text that the call carries.</summary>
    private string Call { get; }

    /// <summary>Prints the expression as quoted source.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => TextEscapes.Quote(Text);

    internal override ProgramValue Resolve(IReadOnlyDictionary<string, ProgramValue> variables) => new TextValue(Call);

    private static (string Text, ImmutableDictionary<string, string> Arguments) Bind(ProgramExpression expression, string text)
    {
        var arguments = expression.Variables.Where(v => v != ParameterName).ToImmutableDictionary(v => v, v => v);
        if (arguments.Count == expression.Variables.Length)
        {
            return (text, arguments);
        }

        var name = ParameterName + "_";
        while (arguments.ContainsKey(name))
        {
            name += "_";
        }

        return (expression.Rename(ParameterName, name).ToString(), arguments.Add(name, ParameterName));
    }
}
