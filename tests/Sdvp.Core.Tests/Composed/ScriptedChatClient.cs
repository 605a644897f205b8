using Microsoft.Extensions.AI;

namespace Sdvp.Core.Tests.Composed;

/// <summary>A language model by script.</summary>
internal sealed class ScriptedChatClient(Func<string, CancellationToken, Task<string>> reply) : IChatClient
{
    public List<(string Question, ChatOptions? Options)> Requests { get; } = [];

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var question = messages.Last().Text;
        lock (Requests)
        {
            Requests.Add((question, options));
        }

        return new ChatResponse(new ChatMessage(ChatRole.Assistant, await reply(question, cancellationToken)));
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("script", null, "scripted-1") : null;

    public void Dispose()
    {
    }
}
