using System.Collections.Immutable;
using Sdvp.Core.Programs.Viper.Syntax;

namespace Sdvp.Core.Programs.Viper;

/// <summary>Finds the function that a run calls, and which inputs its parameters take.</summary>
internal static class EntryFinder
{
    public const string FunctionName = "execute_command";

    /// <summary>Takes all images, by name, as a dict.</summary>
    public const string ImageDict = "image_dict";

    // The order of the published prompts, for parameters with names of their own.
    private static readonly string[] Order = ["image", "video", "possible_answers", "query"];

    public static ViperEntry? Find(Stmt[] program, IEnumerable<string> inputs, Action<ProgramEntryProblem> report)
    {
        var functions = program.OfType<Stmt.Function>().ToArray();
        var entry = functions.LastOrDefault(f => f.Name == FunctionName)
            ?? functions.LastOrDefault(f => f.Name.StartsWith(FunctionName, StringComparison.Ordinal))
            ?? (program.All(IsDeclaration) ? functions.LastOrDefault() : null);
        return entry is null ? null : new ViperEntry(entry.Name, Match(entry, [.. InOrder(inputs)], report));
    }

    /// <summary>Inputs in the order in which parameters of other names take them.</summary>
    public static IEnumerable<string> InOrder(IEnumerable<string> inputs) => inputs.OrderBy(Rank).ThenBy(i => i, StringComparer.Ordinal);

    private static bool IsDeclaration(Stmt statement) =>
        statement is Stmt.Function or Stmt.Import or Stmt.ImportFrom or Stmt.Pass or Stmt.Expression { Value: Expr.Constant };

    private static int Rank(string input)
    {
        var rank = Array.FindIndex(Order, o => o.Equals(input, StringComparison.OrdinalIgnoreCase));
        return rank < 0 ? Order.Length : rank;
    }

    private static ImmutableArray<string?> Match(Stmt.Function function, List<string> inputs, Action<ProgramEntryProblem> report)
    {
        var parameters = function.Parameters.Positional;
        var required = parameters.Length - function.Parameters.Defaults.Length;
        var arguments = parameters.Select(p => p == ImageDict ? ImageDict : inputs.Find(i => i.Equals(p, StringComparison.OrdinalIgnoreCase))).ToArray();
        var free = new Queue<string>(inputs.Where(i => !arguments.Contains(i)));
        for (var i = 0; i < required; i++)
        {
            if (arguments[i] is not null)
            {
                continue;
            }

            // A known name that is not given is not filled with something else.
            if (Order.Contains(parameters[i]) || !free.TryDequeue(out var next))
            {
                report(new ProgramEntryProblem(
                    $"The parameter '{parameters[i]}' of {function.Name} has no input; given are: {string.Join(", ", inputs)}.", function.NameStart, function.NameStart + function.Name.Length));
                return [];
            }

            arguments[i] = next;
        }

        return [.. arguments];
    }
}
