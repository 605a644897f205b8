using System.Collections.Concurrent;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs.Expressions;
using Sdvp.Core.Values;

namespace Sdvp.Core.Symbolic;

/// <summary>
/// EVAL: the value of an expression. A call carries the expression and one argument for each variable in it;
/// a variable cannot be named as the expression's own argument is.
/// </summary>
internal sealed class EvalModule(ExpressionOptions options) : SingleCallModule(
    ModuleSignature.Create("EVAL", ProgramType.Any, new ModuleParameter(Expression, ProgramType.Text)) with { AcceptsVariables = true },
    new ModuleVersion(options == ExpressionOptions.Default
        ? "eval/1"
        : $"eval/1 extended {options.ExtendedCoercion}, text {options.MaximumTextLength}, items {options.MaximumItems}")), IInstantModule
{
    private const string Expression = "expr";

    /// <summary>Expressions that stand in programs come again with every example; texts beyond that many are parsed each time.</summary>
    private const int MaximumKept = 1024;

    private readonly ConcurrentDictionary<string, ProgramExpression> _parsed = new(StringComparer.Ordinal);

    protected override ModuleResult Invoke(ModuleCall call)
    {
        var text = call.Get<TextValue>(Expression).Text;
        return ModuleResult.FromValue(Evaluate(_parsed.TryGetValue(text, out var expression) ? expression : Parse(text), call));
    }

    private ProgramExpression Parse(string text)
    {
        var parse = ProgramExpression.Parse(text);
        var expression = parse.Expression ?? throw new FormatException($"The expression \"{text}\" is refused: {string.Join(" ", parse.Diagnostics)}");
        if (_parsed.Count < MaximumKept)
        {
            _parsed.TryAdd(text, expression);
        }

        return expression;
    }

    private ProgramValue Evaluate(ProgramExpression expression, ModuleCall call)
    {
        try
        {
            return expression.Evaluate(call.Arguments.Remove(Expression), options);
        }
        catch (ExpressionException error)
        {
            throw new ExpressionException($"VP031: {error.Message}", error.Span);
        }
    }
}
