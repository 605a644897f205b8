using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs.VisProg.Syntax;
using Sdvp.Core.Values;

namespace Sdvp.Core.Programs.VisProg.Binding;

/// <summary>Checks a step against the signature of its module.</summary>
internal sealed class StepBinder
{
    // What the detector of VisProg takes as places instead of objects, in upper case only.
    private static readonly string[] Places = ["TOP", "BOTTOM", "LEFT", "RIGHT"];

    private readonly BindingScope _scope;
    private readonly ValueBinder _values;

    public StepBinder(BindingScope scope, NestedCallLowering lowering)
    {
        _scope = scope;
        _values = new ValueBinder(scope, lowering);
        lowering.Binder = this;
    }

    private ProgramDiagnostics Diagnostics => _scope.Diagnostics;

    /// <returns>The step; it is complete only where no error was reported.</returns>
    public VisProgStep Bind(StepSyntax syntax)
    {
        var signature = ModuleFinder.Find(syntax.Module, _scope);
        ImmutableArray<VisProgArgument> arguments = [];
        if (signature is null)
        {
            foreach (var argument in syntax.Arguments)
            {
                _values.BindUntyped(argument.Value);
            }
        }
        else
        {
            arguments = BindArguments(syntax, signature);
        }

        BindOutput(syntax.Output, signature);
        return new VisProgStep(syntax.Output.Name, signature?.Name ?? syntax.Module.Name, arguments, syntax.Span);
    }

    private void BindOutput(NamedSpan output, ModuleSignature? signature)
    {
        if (_scope.Options.Inputs.ContainsKey(output.Name))
        {
            Diagnostics.Error(
                VisProgCodes.InputAssigned, $"'{output.Name}' is an input of the program and cannot be assigned; choose another name.", output.Span);
            return;
        }

        if (output.Name is "True" or "False" or "None")
        {
            Diagnostics.Error(VisProgCodes.Syntax, $"'{output.Name}' is a constant and cannot be assigned; choose another name.", output.Span);
        }

        if (signature?.Name == VisProgLanguage.ResultModule && _scope.Compatibility.LastValueIsResult)
        {
            return;
        }

        var isDynamic = signature is null or { Name: VisProgLanguage.EvalModule or VisProgLanguage.ResultModule };
        _scope.Define(output.Name, isDynamic ? ProgramType.Any : signature!.Result);
    }

    private ImmutableArray<VisProgArgument> BindArguments(StepSyntax syntax, ModuleSignature signature)
    {
        var bound = ImmutableArray.CreateBuilder<VisProgArgument>(syntax.Arguments.Length);
        var given = new HashSet<string>(StringComparer.Ordinal);
        var hasPositional = false;
        foreach (var argument in syntax.Arguments)
        {
            if (argument.Name is not { } name)
            {
                RefusePositional(argument, syntax, signature, ref hasPositional);
            }
            else if (FindParameter(name, argument, syntax, signature) is not { } parameter)
            {
                if (!_scope.Compatibility.IgnoreExtraArguments)
                {
                    _values.BindUntyped(argument.Value);
                }
            }
            else if (!given.Add(parameter.Name) && !TakesAgain(parameter, argument, syntax, signature, bound))
            {
                continue;
            }
            else if (BindValue(argument.Value, parameter, signature) is { } value)
            {
                bound.Add(new VisProgArgument(parameter.Name, value, parameter.Type, argument.Span));
            }
        }

        if (!hasPositional)
        {
            RequireAll(syntax, signature, given);
        }

        return bound.ToImmutable();
    }

    /// <summary>Deals with an argument given twice.</summary>
    /// <returns>Whether the new one takes the old one's place.</returns>
    private bool TakesAgain(
        ModuleParameter parameter, ArgumentSyntax argument, StepSyntax step, ModuleSignature signature, ImmutableArray<VisProgArgument>.Builder bound)
    {
        var isTaken = _scope.Compatibility.LastDuplicateWins;
        Diagnostics.ErrorUnless(
            isTaken,
            VisProgCodes.DuplicateArgument,
            $"The argument '{parameter.Name}' of {signature.Name} is given twice; {(isTaken ? "the last one counts" : "keep one")}.",
            argument.Name!.Value.Span,
            fix: LeaveOut(argument, step));
        if (isTaken && bound.FirstOrDefault(a => a.Name == parameter.Name) is { } earlier)
        {
            bound.Remove(earlier);
        }

        return isTaken;
    }

    /// <summary>An argument and the comma before it, or behind it where it is the first, taken away.</summary>
    private ProgramFix LeaveOut(ArgumentSyntax argument, StepSyntax step)
    {
        var index = step.Arguments.IndexOf(argument);
        var start = index > 0 ? step.Arguments[index - 1].Span.End : argument.Span.Start;
        var end = index > 0 || step.Arguments.Length == 1 ? argument.Span.End : step.Arguments[1].Span.Start;
        return ProgramFix.Replace(Diagnostics.Span(start, Math.Max(start, end)), "") with { Title = $"leave {argument.Name!.Value.Name} out" };
    }

    private VisProgValue? BindValue(ValueSyntax value, ModuleParameter parameter, ModuleSignature signature)
    {
        if (signature.Name == VisProgLanguage.EvalModule && parameter.Name == VisProgExpression.ParameterName)
        {
            return ExpressionBinder.Bind(value, _scope);
        }

        if (signature.Name == VisProgLanguage.ResultModule)
        {
            return _values.BindResult(value, parameter);
        }

        var bound = _values.Bind(value, parameter);
        if (signature.Name == "LOC" && bound is VisProgLiteral { Value: TextValue { Text: var text } } && parameter.Name == "object"
            && Array.Find(Places, p => p.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } place && place != text)
        {
            Diagnostics.Warning(
                VisProgCodes.SpecialCase, $"'{text}' is looked for as an object; the place is written in upper case, '{place}'.", value.Span, $"'{place}'");
        }

        return bound;
    }

    private void RefusePositional(ArgumentSyntax argument, StepSyntax step, ModuleSignature signature, ref bool hasPositional)
    {
        if (argument.Value is InvalidSyntax)
        {
            hasPositional = true;
            return;
        }

        if (!hasPositional)
        {
            var expected = signature.Parameters.IsEmpty ? "no arguments" : string.Join(", ", signature.Parameters.Select(p => $"{p.Name}="));
            Diagnostics.Error(
                VisProgCodes.Positional,
                $"Positional arguments are not supported; {signature.Name} expects {expected}.",
                argument.Span,
                fix: NameAll(step, signature));
        }

        hasPositional = true;
    }

    /// <summary>The names that the order of positional arguments stands for; null where there are more than names.</summary>
    private ProgramFix? NameAll(StepSyntax step, ModuleSignature signature)
    {
        var edits = ImmutableArray.CreateBuilder<SourceEdit>();
        var free = signature.Parameters.Where(p => !step.Arguments.Any(a => a.Name is { } name && name.Name == p.Name)).Select(p => p.Name).ToArray();
        foreach (var argument in step.Arguments.Where(a => a.Name is null))
        {
            if (edits.Count == free.Length || argument.Value is InvalidSyntax)
            {
                return null;
            }

            edits.Add(new SourceEdit(Diagnostics.Span(argument.Span.Start, argument.Span.Start), free[edits.Count] + "="));
        }

        return new ProgramFix("name the arguments", edits.ToImmutable());
    }

    private ModuleParameter? FindParameter(NamedSpan name, ArgumentSyntax argument, StepSyntax step, ModuleSignature signature)
    {
        if (signature.Parameters.FirstOrDefault(p => p.Name == name.Name) is { } exact)
        {
            return exact;
        }

        if (signature.Parameters.FirstOrDefault(p => p.Name.Equals(name.Name, StringComparison.OrdinalIgnoreCase)) is { } other)
        {
            Diagnostics.Repair(VisProgCodes.ArgumentCase, $"The argument of {signature.Name} is called {other.Name}, not {name.Name}.", name.Span, other.Name);
            return other;
        }

        var nearest = _scope.Nearest(name.Name, signature.Parameters.Select(p => p.Name));
        var hint = nearest is null ? $"it takes {string.Join(", ", signature.Parameters.Select(p => p.Name))}." : $"did you mean {nearest}?";
        Diagnostics.ErrorUnless(
            _scope.Compatibility.IgnoreExtraArguments,
            VisProgCodes.UnknownArgument,
            $"{signature.Name} has no argument '{name.Name}'; {hint}",
            name.Span,
            nearest,
            nearest is null ? LeaveOut(argument, step) : null);
        return null;
    }

    private void RequireAll(StepSyntax syntax, ModuleSignature signature, HashSet<string> given)
    {
        foreach (var parameter in signature.Parameters)
        {
            if (!parameter.IsOptional && !given.Contains(parameter.Name))
            {
                Diagnostics.Error(
                    VisProgCodes.MissingArgument,
                    $"The argument '{parameter.Name}' of {signature.Name} is missing; add {parameter.Name}=… ({parameter.Type}).",
                    syntax.Module.Span);
            }
        }
    }
}
