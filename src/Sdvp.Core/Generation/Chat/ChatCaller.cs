using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Sdvp.Core.Diagnostics;

namespace Sdvp.Core.Generation.Chat;

/// <summary>Calls a chat client, or its cache. Whatever the client does, a call ends: with a reply, a typed failure, or because it was given up.</summary>
internal sealed class ChatCaller(IChatClient? client, ReplyCache? cache, TimeSpan timeout, TimeProvider time, ILogger logger)
{
    /// <exception cref="ChatCallException">There is no reply.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async Task<ChatReply> CallAsync(ChatRequest request, CancellationToken cancellationToken)
    {
        if (cache is not null && await cache.FindAsync(request, cancellationToken) is { } cached)
        {
            GenerationInstruments.RecordCall(request.Profile, GenerationTelemetry.CachedOutcome, duration: null);
            return cached;
        }

        var start = time.GetTimestamp();
        try
        {
            var reply = await AskAsync(request, cancellationToken);
            GenerationInstruments.RecordCall(request.Profile, GenerationTelemetry.ReplyOutcome, time.GetElapsedTime(start));
            if (cache is not null)
            {
                await cache.StoreAsync(request, reply, cancellationToken);
            }

            return reply;
        }
        catch (ChatCallException error)
        {
            GenerationInstruments.RecordCall(request.Profile, error.Failure.ToString(), time.GetElapsedTime(start));
            GenerationLog.CallFailed(logger, error.InnerException, request.Profile, request.Sample, error.Message);
            throw;
        }
    }

    private async Task<ChatReply> AskAsync(ChatRequest request, CancellationToken cancellationToken)
    {
        if (client is null)
        {
            throw new ChatCallException(
                GenerationFailure.NotCached,
                $"The reply {request.Key} is not in the cache and there is no chat client to ask; register an IChatClient, or generate with the profile, model and settings that filled the cache.");
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        // On another thread, and left behind at the time limit: a client may block, or not heed its token.
        var asking = Task.Run(() => client.GetResponseAsync(request.ToChatMessages(), request.Options, stop.Token), stop.Token);
        try
        {
            var response = await asking.WaitAsync(timeout, time, cancellationToken)
                ?? throw new ChatCallException(GenerationFailure.ClientFailed, "The chat client gave null in place of a response.");
            return new ChatReply(response.Text ?? "", response.FinishReason == ChatFinishReason.Length, IsCached: false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await LeaveAsync(asking, stop);
            throw;
        }
        catch (TimeoutException error) when (!asking.IsFaulted)
        {
            await LeaveAsync(asking, stop);
            throw new ChatCallException(
                GenerationFailure.TimedOut, $"The model did not answer within {timeout.TotalSeconds:0.###} s; allow more time in {nameof(ChatProgramGeneratorOptions)}.{nameof(ChatProgramGeneratorOptions.Timeout)}, or ask a faster model.", error);
        }
        catch (Exception error) when (error is not ChatCallException)
        {
            throw new ChatCallException(GenerationFailure.ClientFailed, $"The chat client failed with {error.GetType().Name}: {error.Message}", error);
        }
    }

    /// <summary>Tells the client to stop without waiting for it; a failure that comes later is nobody's any more.</summary>
    private static async Task LeaveAsync(Task asking, CancellationTokenSource stop)
    {
        _ = asking.ContinueWith(static task => _ = task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        // Cancelling runs the client's own callbacks; they may block as the client does.
        var cancelling = Task.Run(stop.CancelAsync);
        await Task.WhenAny(cancelling, Task.Delay(TimeSpan.FromSeconds(1)));
        _ = cancelling.ContinueWith(static task => _ = task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
    }
}
