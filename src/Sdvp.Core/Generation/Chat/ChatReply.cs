namespace Sdvp.Core.Generation.Chat;

/// <summary>What came of one call of a chat client.</summary>
/// <param name="Text">The reply; empty where the model wrote nothing.</param>
/// <param name="IsCutOff">Whether the reply ended at the limit of tokens.</param>
/// <param name="IsCached">Whether it came from the cache.</param>
internal sealed record ChatReply(string Text, bool IsCutOff, bool IsCached);
