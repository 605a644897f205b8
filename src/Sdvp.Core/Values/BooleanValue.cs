namespace Sdvp.Core.Values;

/// <summary>True or false.</summary>
/// <param name="Value">The truth value.</param>
public sealed record BooleanValue(bool Value) : ProgramValue
{
    /// <inheritdoc/>
    public override ProgramType Type => ProgramType.Boolean;

    /// <inheritdoc/>
    public override string ToString() => Value ? "True" : "False";
}
