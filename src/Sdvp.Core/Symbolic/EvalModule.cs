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

    protected override ModuleResult Invoke(ModuleCall call)
    {
        var text = call.Get<TextValue>(Expression).Text;
        var parse = ProgramExpression.Parse(text);
        return parse.Expression is { } expression
            ? ModuleResult.FromValue(Evaluate(expression, call))
            : throw new FormatException($"The expression \"{text}\" is refused: {string.Join(" ", parse.Diagnostics)}");
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
