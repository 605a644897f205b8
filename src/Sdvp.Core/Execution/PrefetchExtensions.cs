namespace Sdvp.Core.Execution;

/// <summary>Prepares requests ahead of the runner, such as decoding their images, so that the modules do not wait for it.</summary>
public static class PrefetchExtensions
{
    /// <summary>Applies a function to items on worker threads, ahead of who takes the results, and gives the results in order.</summary>
    /// <typeparam name="TSource">The items.</typeparam>
    /// <typeparam name="TResult">The results.</typeparam>
    /// <param name="source">The items; read by one thread at a time, as they are needed.</param>
    /// <param name="selector">The function; called on several threads at once.</param>
    /// <param name="ahead">How many results are prepared or ready at most; at least 1. Default: 32.</param>
    /// <returns>The results. What the function throws comes at the item's place.</returns>
    public static IEnumerable<TResult> SelectAhead<TSource, TResult>(this IEnumerable<TSource> source, Func<TSource, TResult> selector, int ahead = 32)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        ArgumentOutOfRangeException.ThrowIfLessThan(ahead, 1);
        return Iterate();

        IEnumerable<TResult> Iterate()
        {
            var prepared = new Queue<Task<TResult>>(ahead);
            try
            {
                foreach (var item in source)
                {
                    prepared.Enqueue(Task.Run(() => selector(item)));
                    if (prepared.Count == ahead)
                    {
                        yield return prepared.Dequeue().GetAwaiter().GetResult();
                    }
                }

                while (prepared.TryDequeue(out var next))
                {
                    yield return next.GetAwaiter().GetResult();
                }
            }
            finally
            {
                // Nothing is at work, and no failure goes unseen by the runtime, when whoever took the results has left.
                foreach (var left in prepared)
                {
                    ((IAsyncResult)left).AsyncWaitHandle.WaitOne();
                    _ = left.Exception;
                }
            }
        }
    }
}
