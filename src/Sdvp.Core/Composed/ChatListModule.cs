using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.AI;
using Sdvp.Core.Modules;
using Sdvp.Core.Values;

namespace Sdvp.Core.Composed;

/// <summary>LIST: things that a query names, from a language model's knowledge. A request that fails or takes too long fails its call alone.</summary>
internal sealed class ChatListModule : IVisualModule
{
    private const string Instruction =
        "You name things from general knowledge. Answer with the names alone, on one line, separated by a comma and a space. No numbers, no explanation, no sentence.";

    private static readonly string[] Separators = [", ", "\n"];

    private readonly IChatClient _client;
    private readonly ChatListOptions _options;
    private readonly TimeProvider _time;

    public ChatListModule(string name, IChatClient client, ChatListOptions options, TimeProvider time)
    {
        options.Validate();
        Signature = StandardSignatures.Listing(name);
        _client = client;
        _options = options;
        _time = time;
        var model = options.ModelId ?? (client.GetService(typeof(ChatClientMetadata)) as ChatClientMetadata)?.DefaultModelId ?? client.GetType().Name;
        Version = new ModuleVersion(string.Create(
            CultureInfo.InvariantCulture,
            $"chat-list/1 {model} temperature {options.Temperature}, top-p {options.TopP}, tokens {options.MaxOutputTokens}, seed {options.Seed}, max {options.EnforcesMax}, trim {options.TrimsItems}"));
    }

    public ModuleSignature Signature { get; }

    public ModuleVersion Version { get; }

    public async ValueTask<IReadOnlyList<ModuleResult>> InvokeAsync(IReadOnlyList<ModuleCall> calls, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(calls);
        using var places = new SemaphoreSlim(_options.MaxConcurrency);
        return await Task.WhenAll(calls.Select(call => AnswerInTurnAsync(call, places, cancellationToken))).ConfigureAwait(false);
    }

    private async Task<ModuleResult> AnswerInTurnAsync(ModuleCall call, SemaphoreSlim places, CancellationToken cancellationToken)
    {
        await places.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return ModuleResult.FromValue(await AnswerAsync(call, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            return ModuleResult.FromError(error);
        }
        finally
        {
            places.Release();
        }
    }

    private async Task<ListValue> AnswerAsync(ModuleCall call, CancellationToken cancellationToken)
    {
        var query = call.Get<TextValue>("query").Text;
        var max = call.Get<IntegerValue>("max").Value;
        if (max < 1)
        {
            throw new ArgumentException($"max is {max}; expected is at least 1.");
        }

        var reply = await AskAsync(string.Create(CultureInfo.InvariantCulture, $"Name at most {max} {query}."), cancellationToken).ConfigureAwait(false);
        var items = reply.Trim('\n', '\r').Split(Separators, StringSplitOptions.None).AsEnumerable();
        items = _options.TrimsItems ? items.Select(i => i.Trim().Trim(',').Trim()).Where(i => i.Length > 0) : items;
        ImmutableArray<ProgramValue> values = [.. items.Take(_options.EnforcesMax ? (int)Math.Min(max, int.MaxValue) : int.MaxValue).Select(i => new TextValue(i))];
        return values.IsEmpty
            ? throw new InvalidOperationException($"The language model named nothing for '{query}': its reply was '{reply}'.")
            : new ListValue(values);
    }

    private async Task<string> AskAsync(string question, CancellationToken cancellationToken)
    {
        var chat = new ChatOptions
        {
            Temperature = _options.Temperature,
            TopP = _options.TopP,
            MaxOutputTokens = _options.MaxOutputTokens,
            Seed = _options.Seed,
            ModelId = _options.ModelId,
        };
        using var limit = new CancellationTokenSource(_options.Timeout, _time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            var response = await _client.GetResponseAsync([new(ChatRole.System, Instruction), new ChatMessage(ChatRole.User, question)], chat, stop.Token)
                .WaitAsync(stop.Token).ConfigureAwait(false);
            return response.Text;
        }
        catch (OperationCanceledException error) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"The language model did not answer within {_options.Timeout}; the limit is ChatListOptions.Timeout.", error);
        }
    }
}
