using System.Collections.Immutable;
using Sdvp.Core.Programs.VisProg.Syntax;

namespace Sdvp.Core.Programs.VisProg.Binding;

/// <summary>Makes steps of calls inside calls. They go before the step that they stand in, the innermost first.</summary>
internal sealed class NestedCallLowering(ImmutableArray<StepSyntax> program, BindingScope scope, ImmutableArray<VisProgStep>.Builder steps)
{
    private HashSet<string>? _taken;
    private int _number;

    public StepBinder Binder { private get; set; } = null!;

    /// <summary>Binds a call as a step of its own.</summary>
    /// <returns>The variable that holds its result.</returns>
    public NameSyntax Lower(CallSyntax call)
    {
        var output = FreeName();
        scope.Diagnostics.Repair(VisProgCodes.NestedCall, $"The call inside a call becomes the step {output} before this one.", call.Span);
        steps.Add(Binder.Bind(new StepSyntax(new NamedSpan(output, call.Module.Span), call.Module, call.Arguments, call.Span)));
        return new NameSyntax(output, call.Span);
    }

    private string FreeName()
    {
        _taken ??= [.. program.Select(s => s.Output.Name), .. scope.Options.Inputs.Keys];
        while (_taken.Contains($"STEP{_number}"))
        {
            _number++;
        }

        return $"STEP{_number++}";
    }
}
