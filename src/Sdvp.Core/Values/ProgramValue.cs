namespace Sdvp.Core.Values;

/// <summary>A value that a visual program computes with. Immutable and safe to share between threads.</summary>
public abstract record ProgramValue
{
    private protected ProgramValue()
    {
    }

    /// <summary>The type of this value; never <see cref="ProgramType.Any"/>.</summary>
    public abstract ProgramType Type { get; }

    /// <summary>The absence of a value.</summary>
    public static ProgramValue None { get; } = new NoneValue();
}
