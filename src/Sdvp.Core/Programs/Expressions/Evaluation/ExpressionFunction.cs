using System.Collections.Immutable;

namespace Sdvp.Core.Programs.Expressions.Evaluation;

/// <summary>A function that expressions may call.</summary>
internal sealed record ExpressionFunction(
    int MinimumArguments, int MaximumArguments, Func<ImmutableArray<Operand>, SourceSpan, ExpressionOptions, Operand> Apply)
{
    public string ArgumentsText => (MinimumArguments, MaximumArguments) switch
    {
        (1, 1) => "1 argument",
        (_, int.MaxValue) => $"at least {MinimumArguments} argument{(MinimumArguments == 1 ? "" : "s")}",
        _ => $"{MinimumArguments} or {MaximumArguments} arguments",
    };
}
