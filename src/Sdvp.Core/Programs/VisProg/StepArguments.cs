using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs.Expressions.Evaluation;
using Sdvp.Core.Programs.VisProg.Binding;
using Sdvp.Core.Values;

namespace Sdvp.Core.Programs.VisProg;

/// <summary>Makes the arguments of a step's call from the variables at that moment.</summary>
internal static class StepArguments
{
    public static ModuleCall Resolve(VisProgStep step, IReadOnlyDictionary<string, ProgramValue> variables, CallSite site)
    {
        var arguments = ImmutableDictionary.CreateBuilder<string, ProgramValue>(StringComparer.Ordinal);
        foreach (var argument in step.Arguments)
        {
            var value = argument.Value.Resolve(variables);

            // None as a constant was checked with the program; None as a value is no substitute for another type.
            arguments[argument.Name] = TypeRules.Convert(value, argument.Type)
                ?? (argument.Value is VisProgLiteral ? value : null)
                ?? throw new ProgramExecutionException(
                    $"{argument.Name} of {step.Module} expects {argument.Type}, but {argument.Value} is {ValueText.Describe(value)}.", step.Module, site);
            if (argument.Value is VisProgExpression expression)
            {
                foreach (var (name, variable) in expression.CallArguments)
                {
                    arguments[name] = variables[variable];
                }
            }
        }

        return new ModuleCall(arguments.ToImmutable());
    }
}
