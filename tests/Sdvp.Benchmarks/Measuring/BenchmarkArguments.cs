namespace Sdvp.Benchmarks.Measuring;

/// <summary>What the command line says.</summary>
/// <param name="Quick">Fewer rounds.</param>
/// <param name="Only">One family; null for all.</param>
/// <param name="Json">File for the rows; null for none.</param>
/// <param name="Markdown">File for the page; null for none.</param>
internal sealed record BenchmarkArguments(bool Quick, string? Only, string? Json, string? Markdown)
{
    private const string Usage = "Usage: Sdvp.Benchmarks [--quick] [--only FAMILY] [--json FILE] [--markdown FILE]";

    public static BenchmarkArguments? Parse(string[] arguments, out string? problem)
    {
        var result = new BenchmarkArguments(false, null, null, null);
        problem = null;
        for (var i = 0; i < arguments.Length; i++)
        {
            var next = i + 1 < arguments.Length ? arguments[i + 1] : null;
            switch (arguments[i])
            {
                case "--quick":
                    result = result with { Quick = true };
                    continue;
                case "--only" when next is not null:
                    result = result with { Only = next };
                    break;
                case "--json" when next is not null:
                    result = result with { Json = next };
                    break;
                case "--markdown" when next is not null:
                    result = result with { Markdown = next };
                    break;
                default:
                    problem = $"'{arguments[i]}' is not known, or its value is missing.\n{Usage}";
                    return null;
            }

            i++;
        }

        return result;
    }
}
