using Sdvp.Modules.Torch.Native;

namespace Sdvp.Modules.Torch;

/// <summary>
/// Keeps threads that help to compute a batch off the core of the thread that they help. A system's scheduler often wakes a helper on the core of
/// its waker, where it waits for milliseconds while another core is idle: longer than a small batch takes. Thread-safe.
/// </summary>
internal sealed class LaneCores
{
    private readonly Lock _lock = new();
    private readonly List<ThreadCores> _threads = [];
    private (int Core, int Helpers) _last;

    /// <summary>Adds the calling thread, which never ends.</summary>
    public void Add()
    {
        lock (_lock)
        {
            _threads.Add(ThreadCores.Current());
            _last = default;
        }
    }

    /// <summary>
    /// Allows the threads the cores that the calling thread may use, but for the one it runs on; that one too where the others are fewer than the
    /// helpers. Does nothing where the system cannot do it.
    /// </summary>
    /// <param name="helpers">How many threads are to help; at least 1.</param>
    public void KeepOffCaller(int helpers)
    {
        var core = ThreadCores.CurrentCore();
        lock (_lock)
        {
            if (_last == (core, helpers) || ThreadCores.Current().Read() is not { } mine)
            {
                return;
            }

            var others = mine.Without(core);
            var allowed = others.Count < helpers ? mine : others;
            foreach (var thread in _threads)
            {
                thread.Allow(allowed);
            }

            _last = (core, helpers);
        }
    }
}
