using System.Globalization;

namespace Sdvp.Core.Values;

/// <summary>A 64-bit integer, such as the result of COUNT.</summary>
/// <param name="Value">The number.</param>
public sealed record IntegerValue(long Value) : ProgramValue
{
    /// <inheritdoc/>
    public override ProgramType Type => ProgramType.Integer;

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
