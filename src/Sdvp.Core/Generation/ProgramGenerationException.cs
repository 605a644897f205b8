using System.Collections.Immutable;

namespace Sdvp.Core.Generation;

/// <summary>No sample gave a program that runs.</summary>
public sealed class ProgramGenerationException : Exception
{
    /// <summary>Initialises the exception.</summary>
    /// <param name="failure">The kind of the first sample's failure.</param>
    /// <param name="message">What went wrong.</param>
    /// <param name="innerException">What the chat client threw. Default: nothing.</param>
    public ProgramGenerationException(GenerationFailure failure, string message, Exception? innerException = null)
        : base(message, innerException) => Failure = failure;

    /// <summary>The kind of the first sample's failure.</summary>
    public GenerationFailure Failure { get; }

    internal static ProgramGenerationException From(GenerationRequest request, ImmutableArray<ProgramCandidate> candidates)
    {
        var first = candidates[0];
        var counts = candidates.Length == 1
            ? ""
            : $" {string.Join(", ", candidates.GroupBy(c => c.Failure).OrderBy(g => g.Key).Select(g => $"{g.Count()} of {candidates.Length}: {g.Key}"))}. The first:";
        return new ProgramGenerationException(
            first.Failure ?? GenerationFailure.Refused, $"There is no program for {request.Id}.{counts} {first.Message}", first.Cause);
    }
}
