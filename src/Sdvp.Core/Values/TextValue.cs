namespace Sdvp.Core.Values;

/// <summary>Text, such as the answer of a VQA step.</summary>
/// <param name="Text">The text as the module gave it.</param>
public sealed record TextValue(string Text) : ProgramValue
{
    /// <inheritdoc/>
    public override ProgramType Type => ProgramType.Text;

    /// <inheritdoc/>
    public override string ToString() => Text;
}
