using System.Collections.Immutable;
using Sdvp.Core.Programs.Expressions.Evaluation;
using Sdvp.Core.Programs.Expressions.Syntax;
using Sdvp.Core.Values;

namespace Sdvp.Core.Programs.Expressions;

/// <summary>
/// An expression over program values, such as <c>'yes' if {ANSWER0} &gt; 1 else 'no'</c>. Variables are nodes of the tree:
/// their values never become program text. Immutable and thread-safe; evaluation has no side effects.
/// </summary>
/// <remarks>
/// Operators, lowest first: <c>a if c else b</c>, <c>or</c>, <c>xor</c>, <c>and</c>, <c>not</c>, chained comparisons with <c>in</c> and
/// <c>is</c>, <c>+ -</c>, <c>* / // %</c>, signs. They mean what they mean in Python, on 64-bit integers whose overflow is an error;
/// <c>xor</c> works on truth values. Functions: abs, all, any, bool, float, int, len, max, min, round, str, sum.
/// A text variable in a hole counts as a Boolean where it reads yes or no (any case) and as an integer where it is all digits;
/// next to text it stays text.
/// </remarks>
public sealed class ProgramExpression
{
    internal ProgramExpression(ExpressionNode root)
    {
        Root = root;
        Variables = VariableCollector.Collect(root);
    }

    /// <summary>Names of the variables that the expression reads, each once, in order of appearance.</summary>
    public ImmutableArray<string> Variables { get; }

    internal ExpressionNode Root { get; }

    /// <summary>Parses an expression. Never throws for what the text holds, and takes time linear in its length.</summary>
    /// <param name="text">The text, as it stands behind <c>expr=</c> when quotes and escapes are taken away.</param>
    /// <returns>The expression, or the reasons why it is none.</returns>
    public static ExpressionParse Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return ExpressionParser.Parse(text);
    }

    /// <summary>Evaluates the expression.</summary>
    /// <param name="variables">Values by name; must hold all <see cref="Variables"/>, others are ignored.</param>
    /// <param name="options">Coercion and budgets; the defaults where null.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ExpressionException">
    /// A variable is missing, an operation does not fit its values, an integer overflows, or a budget is spent.
    /// </exception>
    public ProgramValue Evaluate(IReadOnlyDictionary<string, ProgramValue> variables, ExpressionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(variables);
        return new ExpressionEvaluator(variables, options ?? ExpressionOptions.Default).Evaluate(Root).Value;
    }

    /// <summary>Prints the expression in its normal form; parsing that gives an equal expression.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => ExpressionPrinter.Print(Root);

    /// <summary>This expression with one variable under another name.</summary>
    internal ProgramExpression Rename(string variable, string name) => new(VariableRenamer.Rename(Root, variable, name));
}
