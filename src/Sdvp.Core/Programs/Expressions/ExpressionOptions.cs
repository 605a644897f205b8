namespace Sdvp.Core.Programs.Expressions;

/// <summary>How expressions are evaluated.</summary>
public sealed record ExpressionOptions
{
    /// <summary>The defaults.</summary>
    public static ExpressionOptions Default { get; } = new();

    /// <summary>
    /// Whether a text variable that reads like a signed or decimal number (<c>3.5</c>) or like a number word from zero to twenty
    /// (<c>two</c>) counts as that number. Yes, no and plain digits always count. Default: false.
    /// </summary>
    public bool ExtendedCoercion { get; init; }

    /// <summary>The longest text that an expression may make, in UTF-16 units; at least 1. Default: 65,536.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int MaximumTextLength
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 65_536;

    /// <summary>The most items, those of inner lists included, that a list made by an expression may hold; at least 1. Default: 10,000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int MaximumItems
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 10_000;
}
