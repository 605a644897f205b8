using System.Collections.Immutable;
using Sdvp.Core.Programs.VisProg.Syntax;

namespace Sdvp.Core.Programs.VisProg.Binding;

/// <summary>Checks the steps of a program in order, and where its result comes from.</summary>
internal static class ProgramBinder
{
    public static ImmutableArray<VisProgStep> Bind(ImmutableArray<StepSyntax> syntax, ProgramDiagnostics diagnostics, ProgramParseOptions options)
    {
        var binder = new StepBinder(new BindingScope(diagnostics, options));
        ImmutableArray<VisProgStep> steps = [.. syntax.Select(binder.Bind)];
        if (steps.IsEmpty)
        {
            if (!diagnostics.Bag.HasErrors)
            {
                diagnostics.Error(VisProgCodes.Empty, "The text holds no step; a step is written NAME=MODULE(argument=value).", diagnostics.Span(0, 0));
            }

            return steps;
        }

        CheckResult(steps, diagnostics);
        return steps;
    }

    private static void CheckResult(ImmutableArray<VisProgStep> steps, ProgramDiagnostics diagnostics)
    {
        var hasResult = false;
        foreach (var step in steps)
        {
            if (hasResult && step.IsResult)
            {
                diagnostics.Error(VisProgCodes.SecondResult, "The program has more than one RESULT; keep one.", step.Span);
            }
            else if (hasResult)
            {
                diagnostics.Warning(VisProgCodes.Unreachable, "The step stands behind RESULT and does not run; the value of RESULT is returned.", step.Span);
            }

            hasResult |= step.IsResult;
        }

        if (!hasResult)
        {
            diagnostics.Warning(VisProgCodes.NoResult, "The program has no RESULT; the value of its last step is returned.", steps[^1].Span);
        }
    }
}
