using System.Collections.Concurrent;
using Microsoft.Extensions.AI;

namespace Sdvp.Core.Tests.Generation;

/// <summary>Answers one call after another from a script; keeps what it was asked. A call beyond the script fails.</summary>
internal sealed class ScriptedChatClient(params Func<CancellationToken, Task<ChatResponse>>[] script) : IChatClient
{
    private int _calls;

    public ConcurrentQueue<(ChatMessage[] Messages, ChatOptions? Options)> Asked { get; } = new();

    public string ModelId { get; init; } = "scripted-1";

    public static ScriptedChatClient Saying(params string[] replies) => new([.. replies.Select(Say)]);

    public static Func<CancellationToken, Task<ChatResponse>> Say(string text) => _ => Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, text)));

    public static Func<CancellationToken, Task<ChatResponse>> SayCutOff(string text) => _ =>
        Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, text)) { FinishReason = ChatFinishReason.Length });

    public static Func<CancellationToken, Task<ChatResponse>> Throw(Exception error) => _ => throw error;

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        Asked.Enqueue(([.. messages], options));
        var call = Interlocked.Increment(ref _calls) - 1;
        return call < script.Length ? script[call](cancellationToken) : throw new InvalidOperationException($"The script has {script.Length} replies; call {call + 1} was not expected.");
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("scripted", null, ModelId) : null;

    public void Dispose()
    {
    }
}
