namespace Sdvp.Modules.Generation;

/// <summary>A way in which a beam may go on.</summary>
/// <param name="Row">The beam.</param>
/// <param name="Token">The next token.</param>
/// <param name="Sum">The sum of scores with it.</param>
/// <param name="LogProbability">The log-probability of the token alone.</param>
internal readonly record struct BeamCandidate(int Row, long Token, float Sum, float LogProbability);
