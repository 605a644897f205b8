namespace Sdvp.Core.Execution;

/// <summary>
/// Lines of execution that go on together. The thread that begins takes one after the other; other threads help as soon as they are there, so
/// that many short ones cost no change of thread and a few long ones run at once.
/// </summary>
internal sealed class ResumeBatch(IReadOnlyList<IResumable> items) : IThreadPoolWorkItem
{
    private int _next = -1;

    /// <summary>Resumes all; some may still be at work on other threads when this returns.</summary>
    public void Run()
    {
        Help();
        Execute();
    }

    /// <summary>Resumes all on other threads.</summary>
    public void RunElsewhere()
    {
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        Help();
    }

    public void Execute()
    {
        int index;
        while ((index = Interlocked.Increment(ref _next)) < items.Count)
        {
            items[index].Resume();
        }
    }

    private void Help()
    {
        for (var helpers = Math.Min(Environment.ProcessorCount, items.Count) - 1; helpers > 0; helpers--)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }
}
