namespace Sdvp.Core.Programs;

/// <summary>A place in a program's source.</summary>
/// <param name="Start">Offset of the first character, from 0.</param>
/// <param name="Length">Characters.</param>
/// <param name="Line">Line of the first character, from 1.</param>
/// <param name="Column">Column of the first character, from 1, in UTF-16 units.</param>
public readonly record struct SourceSpan(int Start, int Length, int Line, int Column)
{
    /// <summary>Offset of the first character behind the place.</summary>
    public int End => Start + Length;

    /// <inheritdoc/>
    public override string ToString() => $"{Line}:{Column}";
}
