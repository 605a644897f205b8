namespace Sdvp.Modules.Text;

/// <summary>How rows are filled up.</summary>
public enum TextPadding
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>To the longest row of the batch.</summary>
    Longest,

    /// <summary>To the length that is asked for.</summary>
    MaxLength,
}
