namespace Sdvp.Core.Teaching;

/// <summary>Why an adapter gave no query or no label.</summary>
/// <param name="Code">A stable short name to count by, such as <c>low-confidence</c>.</param>
/// <param name="Message">The reason in words.</param>
public sealed record Abstention(string Code, string Message);
