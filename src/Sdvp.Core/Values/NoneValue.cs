namespace Sdvp.Core.Values;

/// <summary>The absence of a value; see <see cref="ProgramValue.None"/>.</summary>
public sealed record NoneValue : ProgramValue
{
    /// <inheritdoc/>
    public override ProgramType Type => ProgramType.None;

    /// <inheritdoc/>
    public override string ToString() => "None";
}
