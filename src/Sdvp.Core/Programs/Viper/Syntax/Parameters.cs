namespace Sdvp.Core.Programs.Viper.Syntax;

/// <summary>The parameters of a function.</summary>
/// <param name="Positional">By position, those before <c>/</c> included.</param>
/// <param name="PositionalOnly">How many of them stand before <c>/</c>.</param>
/// <param name="Defaults">Of the last ones by position.</param>
/// <param name="Variadic">Takes further arguments by position; null where there is none.</param>
/// <param name="KeywordOnly">Behind <c>*</c>.</param>
/// <param name="KeywordDefaults">Of those; null where one is required.</param>
/// <param name="Keywords">Takes further arguments by name; null where there is none.</param>
internal sealed record Parameters(
    string[] Positional, int PositionalOnly, Expr[] Defaults, string? Variadic, string[] KeywordOnly, Expr?[] KeywordDefaults, string? Keywords)
{
    public IEnumerable<string> All
    {
        get
        {
            foreach (var name in Positional)
            {
                yield return name;
            }

            foreach (var name in KeywordOnly)
            {
                yield return name;
            }

            if (Variadic is not null)
            {
                yield return Variadic;
            }

            if (Keywords is not null)
            {
                yield return Keywords;
            }
        }
    }
}
