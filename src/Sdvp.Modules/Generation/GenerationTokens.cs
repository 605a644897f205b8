using System.Collections.Immutable;

namespace Sdvp.Modules.Generation;

/// <summary>The tokens that mean something to generation.</summary>
/// <param name="Ends">Tokens that end a sequence; at least one. Where a sequence is ended by beam search, the first is written.</param>
/// <param name="Padding">What finished sequences are fed while others go on.</param>
internal sealed record GenerationTokens(ImmutableArray<long> Ends, long Padding)
{
    public bool IsEnd(long token) => Ends.Contains(token);
}
