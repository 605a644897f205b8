using System.Collections.Immutable;

namespace Sdvp.Modules.Generation;

/// <summary>A generated sequence of tokens.</summary>
/// <param name="Tokens">The prompt's tokens and the generated ones, the end included where there is one.</param>
/// <param name="PromptLength">How many tokens are the prompt's.</param>
/// <param name="LogProbabilities">The log-probability that the model gives each generated token, the end included; not changed by any penalty.</param>
/// <param name="Score">
/// What sequences are ranked by: for beam search their log-probability, after penalties, divided by their length to the power of
/// <see cref="GenerationOptions.LengthPenalty"/>; for greedy search <see cref="LogProbability"/>.
/// </param>
/// <param name="IsFinished">Whether it was ended by the model; else by the greatest length.</param>
public sealed record GeneratedSequence(
    ImmutableArray<long> Tokens, int PromptLength, ImmutableArray<float> LogProbabilities, double Score, bool IsFinished)
{
    /// <summary>The log-probability of the generated tokens together.</summary>
    public double LogProbability => LogProbabilities.Sum(p => (double)p);
}
