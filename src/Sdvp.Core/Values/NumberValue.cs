using System.Globalization;

namespace Sdvp.Core.Values;

/// <summary>A double-precision number.</summary>
/// <param name="Value">The number; NaN and infinities are allowed and print as such.</param>
public sealed record NumberValue(double Value) : ProgramValue
{
    /// <inheritdoc/>
    public override ProgramType Type => ProgramType.Number;

    /// <inheritdoc/>
    public override string ToString() => Value.ToString("R", CultureInfo.InvariantCulture);
}
