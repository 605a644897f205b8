namespace Sdvp.Core.Composed;

/// <summary>How LIST asks a language model.</summary>
public sealed class ChatListOptions
{
    /// <summary>Sampling temperature, from 0. Default: 0.7, as VisProg's.</summary>
    public float Temperature { get; set; } = 0.7f;

    /// <summary>Nucleus sampling, above 0 and up to 1. Default: 0.5, as VisProg's.</summary>
    public float TopP { get; set; } = 0.5f;

    /// <summary>The most tokens of a reply; at least 1. Default: 256.</summary>
    public int MaxOutputTokens { get; set; } = 256;

    /// <summary>Seed for models that take one; null (the default) for none.</summary>
    public long? Seed { get; set; }

    /// <summary>The longest wait for a reply; above 0. Default: one minute.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The most requests at a time; at least 1. Default: 4.</summary>
    public int MaxConcurrency { get; set; } = 4;

    /// <summary>Whether items beyond the <c>max</c> of a call are cut off. Default: true.</summary>
    public bool EnforcesMax { get; set; } = true;

    /// <summary>Whether items are trimmed of white space and stray commas, and empty ones left out. Default: true.</summary>
    public bool TrimsItems { get; set; } = true;

    /// <summary>The model, where the client serves several; null (the default) for its own.</summary>
    public string? ModelId { get; set; }

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Temperature);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(TopP);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(TopP, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxOutputTokens, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxConcurrency, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Timeout, TimeSpan.Zero);
    }
}
