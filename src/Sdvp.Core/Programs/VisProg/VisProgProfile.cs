namespace Sdvp.Core.Programs.VisProg;

/// <summary>How VisProg programs are read, beyond what every language knows. Immutable.</summary>
public sealed record VisProgProfile
{
    /// <summary>No task, no quirks, nested calls refused.</summary>
    public static VisProgProfile Default { get; } = new();

    /// <summary>Every quirk of VisProg's published code that can be had without evaluating program text.</summary>
    public static VisProgProfile Upstream { get; } = new() { Compatibility = VisProgCompatibility.Upstream };

    /// <summary>The task whose modules alone may be called; null (the default) for all that are registered.</summary>
    public VisProgTask? Task { get; init; }

    /// <summary>Which quirks of VisProg's published code are kept. Default: none.</summary>
    public VisProgCompatibility Compatibility { get; init; } = VisProgCompatibility.None;

    /// <summary>
    /// Whether a call inside a call becomes a step of its own before, with a warning (VP019), instead of being refused. Default: false.
    /// </summary>
    public bool LowerNestedCalls { get; init; }
}
