namespace Sdvp.Samples.Study.Results;

/// <summary>One fact about how the study was made.</summary>
/// <param name="Name">What it is, such as <c>seeds</c>.</param>
/// <param name="Value">Its value, as it is printed.</param>
internal sealed record StudySetting(string Name, string Value);
