using System.Collections.Concurrent;

namespace Sdvp.Modules.Torch;

/// <summary>
/// Threads that do nothing but help to compute batches, shared by all gates of the process and begun when they are first asked for. The pool's
/// threads would keep the number of kernel threads that a part sets. Thread-safe.
/// </summary>
internal static class LaneThreads
{
    private static readonly BlockingCollection<ILaneWork> Offers = [];
    private static readonly LaneCores Cores = new();
    private static readonly Lock Beginning = new();
    private static int _begun;

    /// <summary>Asks threads to join work. They do so when they are free; work must not wait for them.</summary>
    /// <param name="work">The work.</param>
    /// <param name="helpers">How many threads.</param>
    public static void Offer(ILaneWork work, int helpers)
    {
        lock (Beginning)
        {
            for (; _begun < helpers; _begun++)
            {
                // Unsafe: the thread outlives whatever the caller's context holds.
                new Thread(Help) { IsBackground = true, Name = $"Sdvp lane {_begun + 1}" }.UnsafeStart();
            }
        }

        Cores.KeepOffCaller(helpers);
        for (var i = 0; i < helpers; i++)
        {
            Offers.Add(work);
        }
    }

    private static void Help()
    {
        Cores.Add();
        foreach (var work in Offers.GetConsumingEnumerable())
        {
            work.Join();
        }
    }
}
