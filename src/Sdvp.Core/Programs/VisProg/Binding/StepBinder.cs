using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs.VisProg.Syntax;
using Sdvp.Core.Values;

namespace Sdvp.Core.Programs.VisProg.Binding;

/// <summary>Checks a step against the signature of its module.</summary>
internal sealed class StepBinder(BindingScope scope)
{
    // What the detector of VisProg takes as places instead of objects, in upper case only.
    private static readonly string[] Places = ["TOP", "BOTTOM", "LEFT", "RIGHT"];

    private readonly ValueBinder _values = new(scope);

    private ProgramDiagnostics Diagnostics => scope.Diagnostics;

    /// <returns>The step; it is complete only where no error was reported.</returns>
    public VisProgStep Bind(StepSyntax syntax)
    {
        var signature = FindModule(syntax.Module);
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

    private ModuleSignature? FindModule(NamedSpan module)
    {
        var modules = scope.Options.Modules;
        if (modules.TryGetValue(module.Name, out var signature))
        {
            return signature with { Name = module.Name };
        }

        if (modules.Keys.Order(StringComparer.Ordinal).FirstOrDefault(k => k.Equals(module.Name, StringComparison.OrdinalIgnoreCase)) is { } name)
        {
            Diagnostics.Repair(VisProgCodes.ModuleCase, $"The module is called {name}, not {module.Name}.", module.Span, name);
            return modules[name] with { Name = name };
        }

        var nearest = NearestName.Find(module.Name, modules.Keys);
        var hint = nearest is null ? $"known are: {string.Join(", ", modules.Keys.Order(StringComparer.Ordinal))}." : $"did you mean {nearest}?";
        Diagnostics.Error(VisProgCodes.UnknownModule, $"There is no module '{module.Name}'; {hint}", module.Span, nearest);
        return null;
    }

    private void BindOutput(NamedSpan output, ModuleSignature? signature)
    {
        if (scope.Options.Inputs.ContainsKey(output.Name))
        {
            Diagnostics.Error(VisProgCodes.InputAssigned, $"'{output.Name}' is an input of the program and cannot be assigned; choose another name.", output.Span);
            return;
        }

        if (output.Name is "True" or "False" or "None")
        {
            Diagnostics.Error(VisProgCodes.Syntax, $"'{output.Name}' is a constant and cannot be assigned; choose another name.", output.Span);
        }

        var isDynamic = signature is null or { Name: VisProgLanguage.EvalModule or VisProgLanguage.ResultModule };
        scope.Define(output.Name, isDynamic ? ProgramType.Any : signature!.Result);
    }

    private ImmutableArray<VisProgArgument> BindArguments(StepSyntax syntax, ModuleSignature signature)
    {
        var bound = ImmutableArray.CreateBuilder<VisProgArgument>();
        var given = new HashSet<string>(StringComparer.Ordinal);
        var hasPositional = false;
        foreach (var argument in syntax.Arguments)
        {
            if (argument.Name is not { } name)
            {
                RefusePositional(argument, signature, ref hasPositional);
            }
            else if (FindParameter(name, signature) is not { } parameter)
            {
                _values.BindUntyped(argument.Value);
            }
            else if (!given.Add(parameter.Name))
            {
                Diagnostics.Error(VisProgCodes.DuplicateArgument, $"The argument '{parameter.Name}' of {signature.Name} is given twice; keep one.", name.Span);
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

    private VisProgValue? BindValue(ValueSyntax value, ModuleParameter parameter, ModuleSignature signature)
    {
        if (signature.Name == VisProgLanguage.EvalModule && parameter.Name == VisProgExpression.ParameterName)
        {
            return ExpressionBinder.Bind(value, scope);
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

    private void RefusePositional(ArgumentSyntax argument, ModuleSignature signature, ref bool hasPositional)
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
                VisProgCodes.Positional, $"Positional arguments are not supported; {signature.Name} expects {expected}.", argument.Span);
        }

        hasPositional = true;
    }

    private ModuleParameter? FindParameter(NamedSpan name, ModuleSignature signature)
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

        var nearest = NearestName.Find(name.Name, signature.Parameters.Select(p => p.Name));
        var hint = nearest is null ? $"it takes {string.Join(", ", signature.Parameters.Select(p => p.Name))}." : $"did you mean {nearest}?";
        Diagnostics.Error(VisProgCodes.UnknownArgument, $"{signature.Name} has no argument '{name.Name}'; {hint}", name.Span, nearest);
        return null;
    }

    private void RequireAll(StepSyntax syntax, ModuleSignature signature, HashSet<string> given)
    {
        foreach (var parameter in signature.Parameters)
        {
            if (!parameter.IsOptional && !given.Contains(parameter.Name))
            {
                Diagnostics.Error(
                    VisProgCodes.MissingArgument, $"The argument '{parameter.Name}' of {signature.Name} is missing; add {parameter.Name}=… ({parameter.Type}).", syntax.Module.Span);
            }
        }
    }
}
