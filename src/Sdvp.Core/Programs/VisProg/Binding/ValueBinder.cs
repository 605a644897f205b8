using Sdvp.Core.Modules;
using Sdvp.Core.Programs.Expressions.Syntax;
using Sdvp.Core.Programs.VisProg.Syntax;
using Sdvp.Core.Values;

namespace Sdvp.Core.Programs.VisProg.Binding;

/// <summary>Checks a value against the type of its parameter. Null where it does not fit; then it is reported.</summary>
internal sealed class ValueBinder(BindingScope scope, NestedCallLowering lowering)
{
    private ProgramDiagnostics Diagnostics => scope.Diagnostics;

    public VisProgValue? Bind(ValueSyntax syntax, ModuleParameter parameter) => syntax switch
    {
        NameSyntax name => BindVariable(name, parameter),
        TextSyntax text => BindText(text, parameter),
        LiteralSyntax literal => BindLiteral(literal, parameter),
        ListSyntax list => BindList(list, parameter),
        CallSyntax call => BindVariable(lowering.Lower(call), parameter),
        RawExpressionSyntax raw => Unexpected(raw.Span, parameter),
        _ => null,
    };

    /// <summary>Reports the undefined variables of a value whose parameter is not known.</summary>
    public void BindUntyped(ValueSyntax syntax)
    {
        if (syntax is not RawExpressionSyntax)
        {
            _ = Bind(syntax, new ModuleParameter("value", ProgramType.Any, IsOptional: true));
        }
    }

    /// <summary>Checks the value of RESULT, which is a variable and nothing else.</summary>
    public VisProgValue? BindResult(ValueSyntax syntax, ModuleParameter parameter)
    {
        if (syntax is NameSyntax or CallSyntax)
        {
            return Bind(syntax, parameter);
        }

        if (syntax is not InvalidSyntax)
        {
            var quoted = syntax is TextSyntax text && scope.TryGetType(text.Text, out _) ? text.Text : null;
            var hint = quoted is null ? "a constant is no result of a program" : $"leave out the quotes around {quoted}";
            Diagnostics.Error(VisProgCodes.Type, $"{parameter.Name} expects a variable; {hint}.", syntax.Span, quoted);
        }

        return null;
    }

    private VisProgVariable? BindVariable(NameSyntax syntax, ModuleParameter parameter)
    {
        if (scope.TryGetType(syntax.Name, out var type))
        {
            return TypeRules.Fits(type, parameter.Type)
                ? new VisProgVariable(syntax.Name, syntax.Span)
                : Mismatch<VisProgVariable>(syntax.Span, parameter, $"the variable {syntax.Name} is {type}", scope.Nearest(syntax.Name, parameter.Type));
        }

        var nearest = scope.Nearest(syntax.Name, parameter.Type);
        if (nearest is null && parameter.Type == ProgramType.Text)
        {
            var quoted = TextEscapes.Quote(syntax.Name);
            Diagnostics.Error(
                VisProgCodes.UnquotedText, $"'{syntax.Name}' is no variable, and text must be quoted: {parameter.Name}={quoted}.", syntax.Span, quoted);
        }
        else
        {
            Diagnostics.Error(VisProgCodes.UndefinedVariable, scope.Undefined("The variable", syntax.Name, nearest), syntax.Span, nearest);
        }

        return null;
    }

    private VisProgLiteral? BindText(TextSyntax syntax, ModuleParameter parameter)
    {
        if (syntax.IsFormat)
        {
            Diagnostics.Error(
                VisProgCodes.Syntax,
                "Text with the prefix f is only possible as the expression of EVAL; make the text by an EVAL step and give its variable.",
                syntax.Span);
            return null;
        }

        if (TypeRules.Fits(ProgramType.Text, parameter.Type))
        {
            return new VisProgLiteral(new TextValue(syntax.Text), syntax.Span);
        }

        var variable = scope.TryGetType(syntax.Text, out var type) && TypeRules.Fits(type, parameter.Type) ? syntax.Text : null;
        var given = variable is null ? "this is Text" : $"this is Text; leave out the quotes around {variable}";
        return Mismatch<VisProgLiteral>(syntax.Span, parameter, given, variable);
    }

    private VisProgLiteral? BindLiteral(LiteralSyntax syntax, ModuleParameter parameter)
    {
        if (TypeRules.Fits(syntax.Value.Type, parameter.Type) || (syntax.Value.Type == ProgramType.None && parameter.IsOptional))
        {
            return new VisProgLiteral(syntax.Value, syntax.Span);
        }

        if (parameter.Type == ProgramType.Text && syntax.Value.Type != ProgramType.None)
        {
            var quoted = $"'{Diagnostics.Source.Text.AsSpan(syntax.Span.Start, syntax.Span.Length)}'";
            Diagnostics.Error(
                VisProgCodes.UnquotedText, $"{parameter.Name} expects Text, and text must be quoted: {parameter.Name}={quoted}.", syntax.Span, quoted);
            return null;
        }

        return Mismatch<VisProgLiteral>(syntax.Span, parameter, $"this is {syntax.Value.Type}", null);
    }

    private VisProgList? BindList(ListSyntax syntax, ModuleParameter parameter)
    {
        var item = new ModuleParameter(parameter.Name, ProgramType.Any, IsOptional: true);
        var items = syntax.Items.Select(i => Bind(i, item)).ToArray();
        if (!TypeRules.Fits(ProgramType.List, parameter.Type))
        {
            return Mismatch<VisProgList>(syntax.Span, parameter, "this is List", null);
        }

        return items.Contains(null) ? null : new VisProgList([.. items.OfType<VisProgValue>()], syntax.Span);
    }

    private VisProgLiteral? Unexpected(SourceSpan span, ModuleParameter parameter) => Mismatch<VisProgLiteral>(span, parameter, "this is an expression", null);

    private T? Mismatch<T>(SourceSpan span, ModuleParameter parameter, string given, string? suggestion)
        where T : VisProgValue
    {
        Diagnostics.Error(VisProgCodes.Type, $"{parameter.Name} expects {parameter.Type}, but {given}.", span, suggestion);
        return null;
    }
}
