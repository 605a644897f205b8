using System.Collections.Immutable;
using Sdvp.Core.Programs.VisProg.Syntax;

namespace Sdvp.Core.Programs.VisProg.Binding;

/// <summary>Checks the steps of a program in order, and where its result comes from.</summary>
internal static class ProgramBinder
{
    public static ImmutableArray<VisProgStep> Bind(ImmutableArray<StepSyntax> syntax, ProgramDiagnostics diagnostics, ProgramParseOptions options)
    {
        var bound = ImmutableArray.CreateBuilder<VisProgStep>(syntax.Length);
        var scope = new BindingScope(diagnostics, options);
        var binder = new StepBinder(scope, new NestedCallLowering(syntax, scope, bound));
        foreach (var step in syntax)
        {
            bound.Add(binder.Bind(step));
        }

        var steps = bound.ToImmutable();
        if (steps.IsEmpty)
        {
            if (!diagnostics.Bag.HasErrors)
            {
                diagnostics.Error(VisProgCodes.Empty, "The text holds no step; a step is written NAME=MODULE(argument=value).", diagnostics.Span(0, 0));
            }

            return steps;
        }

        CheckResult(steps, diagnostics, options.VisProg.Compatibility.LastValueIsResult);
        return options.VisProg.Compatibility.LastValueIsResult ? [.. steps[..^1].Select(s => s with { IsResult = false }), steps[^1]] : steps;
    }

    private static void CheckResult(ImmutableArray<VisProgStep> steps, ProgramDiagnostics diagnostics, bool isLastValueResult)
    {
        var hasResult = false;
        foreach (var step in steps)
        {
            if (hasResult && isLastValueResult)
            {
                diagnostics.Warning(VisProgCodes.Unreachable, "The step stands behind RESULT; it runs, and the value of the last step is returned.", step.Span);
            }
            else if (hasResult && step.IsResult)
            {
                diagnostics.Error(
                    VisProgCodes.SecondResult, "The program has more than one RESULT; keep one.", step.Span, fix: ProgramFix.Replace(step.Span, ""));
            }
            else if (hasResult)
            {
                diagnostics.Warning(
                    VisProgCodes.Unreachable,
                    "The step stands behind RESULT and does not run; the value of RESULT is returned.",
                    step.Span,
                    fix: ProgramFix.Replace(step.Span, ""));
            }

            hasResult |= step.IsResult;
        }

        if (!hasResult)
        {
            var last = steps[^1];
            diagnostics.Warning(
                VisProgCodes.NoResult,
                "The program has no RESULT; the value of its last step is returned.",
                last.Span,
                fix: new ProgramFix($"end with RESULT(var={last.Output})", [new SourceEdit(diagnostics.Span(last.Span.End, last.Span.End), $"\n{ResultName(steps)}=RESULT(var={last.Output})")]));
        }
    }

    private static string ResultName(ImmutableArray<VisProgStep> steps)
    {
        const string Usual = "FINAL_RESULT";
        return steps.Any(s => s.Output == Usual) ? Usual + "_" : Usual;
    }
}
