namespace Sdvp.Core.Generation;

/// <summary>How many samples came to an answer.</summary>
/// <param name="Answer">The answer as its first sample gave it.</param>
/// <param name="Votes">Samples that came to it; at least 1.</param>
public sealed record VoteCount(string Answer, int Votes);
