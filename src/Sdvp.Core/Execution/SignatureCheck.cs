using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Values;

namespace Sdvp.Core.Execution;

/// <summary>Checks the arguments of a call against a module's signature.</summary>
internal static class SignatureCheck
{
    /// <summary>Finds the first thing wrong with a call.</summary>
    /// <param name="signature">The signature.</param>
    /// <param name="arguments">The arguments.</param>
    /// <returns>What is wrong; null where nothing is.</returns>
    public static string? FindProblem(ModuleSignature signature, ImmutableDictionary<string, ProgramValue> arguments)
    {
        var known = 0;
        foreach (var parameter in signature.Parameters)
        {
            if (!arguments.TryGetValue(parameter.Name, out var value))
            {
                if (!parameter.IsOptional)
                {
                    return $"The argument {parameter.Name} is missing; {signature} expects it.";
                }

                continue;
            }

            known++;
            if (!Accepts(parameter.Type, value) && !(parameter.IsOptional && value is NoneValue))
            {
                return $"The argument {parameter.Name} is {value?.Type.ToString() ?? "null"}, but {signature} expects {parameter.Type}.";
            }
        }

        return known == arguments.Count || signature.AcceptsVariables ? null : DescribeUnknown(signature, arguments);
    }

    /// <summary>Whether a value is of a type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="value">The value.</param>
    /// <returns>True where it is.</returns>
    public static bool Accepts(ProgramType type, ProgramValue? value) =>
        value is not null && (type == ProgramType.Any || value.Type == type);

    private static string DescribeUnknown(ModuleSignature signature, ImmutableDictionary<string, ProgramValue> arguments)
    {
        var unknown = arguments.Keys.Except(signature.Parameters.Select(p => p.Name), StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return $"The argument {string.Join(", ", unknown)} is unknown; {signature} is what can be given.";
    }
}
