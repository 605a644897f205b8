namespace Sdvp.Modules.Text;

/// <summary>How texts are encoded.</summary>
public sealed record TextEncodingOptions
{
    /// <summary>The length for truncation and for padding to it, frame tokens included; null for the tokenizer's own. Default: null.</summary>
    public int? MaxLength { get; init; }

    /// <summary>
    /// Whether longer texts are cut; of a pair the longer text is cut first. The frame tokens stay. Default: false.
    /// </summary>
    public bool IsTruncated { get; init; }

    /// <summary>How rows are filled up. Default: not at all.</summary>
    public TextPadding Padding { get; init; }

    /// <summary>Whether the frame tokens are added, such as <c>[CLS]</c> and <c>[SEP]</c>. Default: true.</summary>
    public bool AddSpecialTokens { get; init; } = true;
}
