using System.Globalization;

namespace Sdvp.Samples.Study.World.Folders;

/// <summary>Examples of a split that are not used, for one cause.</summary>
/// <param name="Split">The split.</param>
/// <param name="Cause">A short name to count by.</param>
/// <param name="Count">How many.</param>
/// <param name="First">What was wrong with the first one.</param>
internal sealed record LeftOut(string Split, string Cause, int Count, string First)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Split}: {Count} {Cause}");
}
