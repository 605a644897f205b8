using System.Collections.Immutable;
using Sdvp.Core.Values;

namespace Sdvp.Core.Programs.VisProg;

/// <summary>Checks that a program's inputs are given before its first step runs.</summary>
internal static class InputCheck
{
    public static void RequireAll(ImmutableArray<VisProgStep> steps, ImmutableDictionary<string, ProgramValue> inputs)
    {
        var known = new HashSet<string>(inputs.Keys, StringComparer.Ordinal);
        foreach (var step in steps)
        {
            foreach (var variable in step.Arguments.SelectMany(a => Variables(a.Value)))
            {
                if (!known.Contains(variable))
                {
                    throw new ArgumentException($"The program reads the input {variable}, which is not given; given are: {string.Join(", ", inputs.Keys.Order(StringComparer.Ordinal))}.", nameof(inputs));
                }
            }

            known.Add(step.Output);
        }
    }

    private static IEnumerable<string> Variables(VisProgValue value) => value switch
    {
        VisProgVariable variable => [variable.Name],
        VisProgList list => list.Items.SelectMany(Variables),
        VisProgExpression expression => expression.Expression.Variables,
        _ => [],
    };
}
