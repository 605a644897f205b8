using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs.Expressions.Evaluation;
using Sdvp.Core.Programs.VisProg.Binding;
using Sdvp.Core.Values;

namespace Sdvp.Core.Programs.VisProg;

/// <summary>Makes the arguments of a step's call from the variables at that moment. What does not depend on them is made once.</summary>
internal sealed class StepArguments
{
    private readonly VisProgStep _step;
    private readonly CallSite _site;

    /// <summary>The constants, and something in the place of everything else.</summary>
    private readonly ImmutableDictionary<string, ProgramValue> _template;
    private readonly ImmutableArray<VisProgArgument> _open;

    public StepArguments(VisProgStep step, CallSite site)
    {
        (_step, _site) = (step, site);
        var template = ImmutableDictionary.CreateBuilder<string, ProgramValue>(StringComparer.Ordinal);
        foreach (var argument in step.Arguments)
        {
            // None as a constant was checked with the program; None as a value is no substitute for another type.
            template[argument.Name] = argument.Value is VisProgLiteral literal ? TypeRules.Convert(literal.Value, argument.Type) ?? literal.Value : ProgramValue.None;
            foreach (var (name, _) in (argument.Value as VisProgExpression)?.CallArguments ?? [])
            {
                template[name] = ProgramValue.None;
            }
        }

        _template = template.ToImmutable();
        _open = [.. step.Arguments.Where(argument => argument.Value is not VisProgLiteral)];
    }

    /// <summary>Makes the call.</summary>
    /// <param name="variables">The variables that the step reads.</param>
    /// <returns>The call.</returns>
    /// <exception cref="ProgramExecutionException">A value does not fit its parameter.</exception>
    public ModuleCall Resolve(IReadOnlyDictionary<string, ProgramValue> variables)
    {
        var arguments = _template;
        foreach (var argument in _open)
        {
            var value = argument.Value.Resolve(variables);
            arguments = arguments.SetItem(argument.Name, TypeRules.Convert(value, argument.Type) ?? throw new ProgramExecutionException(
                $"{argument.Name} of {_step.Module} expects {argument.Type}, but {argument.Value} is {ValueText.Describe(value)}.", _step.Module, _site));
            if (argument.Value is VisProgExpression expression)
            {
                foreach (var (name, variable) in expression.CallArguments)
                {
                    arguments = arguments.SetItem(name, variables[variable]);
                }
            }
        }

        return new ModuleCall(arguments);
    }
}
