using System.Diagnostics.CodeAnalysis;

namespace Sdvp.Core.Teaching;

/// <summary>What an adapter made of its input: a value, or an abstention with its reason.</summary>
/// <typeparam name="T">The kind of value.</typeparam>
public readonly record struct Adaptation<T>
    where T : class
{
    private Adaptation(T? value, Abstention? abstention)
    {
        Value = value;
        Abstention = abstention;
    }

    /// <summary>The value; null where the adapter abstained.</summary>
    public T? Value { get; }

    /// <summary>The reason; null where there is a value.</summary>
    public Abstention? Abstention { get; }

    /// <summary>Whether there is a value.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Abstention))]
    public bool HasValue => Value is not null;

    /// <summary>A value.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator Adaptation<T>(T value) => new(value, null);

    /// <summary>An abstention.</summary>
    /// <param name="abstention">The reason.</param>
    public static implicit operator Adaptation<T>(Abstention abstention) => new(null, abstention);

    /// <summary>A value.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The adaptation.</returns>
    [SuppressMessage("Design", "CA1000:Do not declare static members on generic types", Justification = "The named form of the conversion.")]
    public static Adaptation<T> FromValue(T value) => value;

    /// <summary>An abstention.</summary>
    /// <param name="code">A stable short name to count by.</param>
    /// <param name="message">The reason in words.</param>
    /// <returns>The adaptation.</returns>
    [SuppressMessage("Design", "CA1000:Do not declare static members on generic types", Justification = "The named form of the conversion.")]
    public static Adaptation<T> Abstain(string code, string message) => new Abstention(code, message);
}
