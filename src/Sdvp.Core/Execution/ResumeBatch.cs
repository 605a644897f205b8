using System.Diagnostics;

namespace Sdvp.Core.Execution;

/// <summary>
/// Lines of execution that go on together. The thread that begins takes one after the other; other threads are asked to help where it lasts, so
/// that many short ones cost no change of thread and a few long ones run at once.
/// </summary>
/// <param name="items">The lines of execution.</param>
/// <param name="pace">How long those before took.</param>
internal sealed class ResumeBatch(IReadOnlyList<IResumable> items, ResumePace pace) : IThreadPoolWorkItem
{
    private int _next = -1;

    /// <summary>Resumes all; some may still be at work on other threads when this returns.</summary>
    public void Run() => Work(tellsPace: true);

    /// <summary>Resumes all on other threads. The session may go on inside of the last, so their time says nothing about the pace.</summary>
    public void RunElsewhere() =>
        ThreadPool.UnsafeQueueUserWorkItem(static batch => batch.Work(tellsPace: false), this, preferLocal: false);

    /// <summary>Helps.</summary>
    void IThreadPoolWorkItem.Execute()
    {
        while (Take() is { } item)
        {
            item.Resume();
        }
    }

    private void Work(bool tellsPace)
    {
        var begin = Stopwatch.GetTimestamp();
        var isHelped = pace.AreWorthHelp(items.Count);
        if (isHelped)
        {
            AskForHelp();
        }

        var done = 0;
        while (Take() is { } item)
        {
            item.Resume();
            done++;
            if (!isHelped && Stopwatch.GetElapsedTime(begin) > ResumePace.WorthHelp)
            {
                isHelped = true;
                AskForHelp();
            }
        }

        if (tellsPace && done > 0)
        {
            pace.Add(Stopwatch.GetElapsedTime(begin), done);
        }
    }

    private IResumable? Take()
    {
        var index = Interlocked.Increment(ref _next);
        return index < items.Count ? items[index] : null;
    }

    private void AskForHelp()
    {
        for (var helpers = Math.Min(Environment.ProcessorCount, items.Count - Volatile.Read(ref _next) - 1) - 1; helpers > 0; helpers--)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }
}
