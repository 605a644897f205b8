namespace Sdvp.Core.Tests.Generation;

/// <summary>A clock on which every time limit is over at once, or as soon as something has happened.</summary>
/// <param name="after">What must happen first; null for nothing.</param>
internal sealed class ImpatientTime(Task? after = null) : TimeProvider
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime != Timeout.InfiniteTimeSpan)
        {
            _ = (after ?? Task.CompletedTask).ContinueWith(_ => callback(state), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }

        return System.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, period);
    }
}
