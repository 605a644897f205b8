using Sdvp.Core.Modules;
using Sdvp.Core.Programs;
using Sdvp.Core.Values;

namespace Sdvp.Core.Execution;

/// <summary>Says which step failed, where, with which values and why.</summary>
internal static class StepFailure
{
    private const int MaxValueLength = 80;

    public static ProgramExecutionException Create(string module, ModuleCall call, CallSite site, Exception cause)
    {
        var output = site.Output is null ? "" : $"{site.Output}=";
        return new ProgramExecutionException($"Step {site.StepIndex} at {site.Span}, {output}{Describe(module, call)}, failed: {cause.Message}", module, site, cause);
    }

    /// <summary>Writes a call as source, long values cut.</summary>
    /// <param name="module">The module.</param>
    /// <param name="call">The call.</param>
    /// <returns>The text.</returns>
    public static string Describe(string module, ModuleCall call)
    {
        var arguments = call.Arguments
            .OrderBy(argument => argument.Key, StringComparer.Ordinal)
            .Select(argument => $"{argument.Key}={Show(argument.Value)}");
        return $"{module}({string.Join(", ", arguments)})";
    }

    private static string Show(ProgramValue? value)
    {
        var text = value?.ToString() ?? "null";
        text = text.Length <= MaxValueLength ? text : $"{text.AsSpan(0, MaxValueLength)}…";
        return value is TextValue ? $"'{text}'" : text;
    }
}
