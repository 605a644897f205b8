using System.Runtime.ExceptionServices;
using TorchSharp;

namespace Sdvp.Modules.Torch;

/// <summary>
/// Computes a batch in parts of neighbours, several at once. The caller takes part after part, and lanes help as soon as they are there; nobody
/// waits for a lane that is busy elsewhere.
/// </summary>
internal sealed class BatchParts<TInput, TResult> : ILaneWork
{
    /// <summary>Fewer inputs are not worth a pass of their own.</summary>
    private const int MinInputs = 4;

    /// <summary>Passes of more inputs gain nothing on a CPU, and even out less between lanes.</summary>
    private const int MaxInputs = 64;

    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _allLeft = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IReadOnlyList<TInput> _inputs;
    private readonly Func<IReadOnlyList<TInput>, IReadOnlyList<TResult>> _pass;
    private readonly CancellationToken _cancellationToken;
    private readonly TResult[] _results;
    private readonly int _parts;
    private readonly int _lanes;
    private readonly int _threads;
    private int _next;
    private int _atWork;
    private (int Part, ExceptionDispatchInfo Error)? _failure;

    /// <summary>Cuts a batch.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <param name="pass">Computes a part.</param>
    /// <param name="lanes">Parts at once.</param>
    /// <param name="threads">Threads for kernels of all parts together.</param>
    /// <param name="cancellationToken">Looked at before each part.</param>
    public BatchParts(
        IReadOnlyList<TInput> inputs, Func<IReadOnlyList<TInput>, IReadOnlyList<TResult>> pass, int lanes, int threads, CancellationToken cancellationToken)
    {
        (_inputs, _pass, _threads, _cancellationToken) = (inputs, pass, threads, cancellationToken);
        var rounds = (inputs.Count + (lanes * MaxInputs) - 1) / (lanes * MaxInputs);
        _parts = lanes == 1 ? 1 : Math.Max(1, Math.Min(inputs.Count / MinInputs, rounds * lanes));
        _lanes = Math.Min(lanes, _parts);
        _results = new TResult[inputs.Count];
    }

    private int ThreadsOfLane => Math.Max(1, _threads / _lanes);

    /// <summary>Computes the batch.</summary>
    /// <returns>The results, in the order of the inputs.</returns>
    public IReadOnlyList<TResult> Run()
    {
        if (_parts == 1)
        {
            return Check(_pass(_inputs), _inputs.Count);
        }

        try
        {
            LaneThreads.Offer(this, _lanes - 1);
            Join();
            _allLeft.Task.Wait();
        }
        finally
        {
            torch.set_num_threads(_threads);
        }

        _failure?.Error.Throw();
        return _results;
    }

    /// <inheritdoc/>
    public void Join()
    {
        lock (_lock)
        {
            if (_next == _parts)
            {
                return;
            }

            _atWork++;
        }

        // The number belongs to the thread that sets it.
        torch.set_num_threads(ThreadsOfLane);
        while (Take() is { } part)
        {
            Compute(part);
        }

        lock (_lock)
        {
            if (--_atWork == 0)
            {
                _allLeft.SetResult();
            }
        }
    }

    private int? Take()
    {
        lock (_lock)
        {
            return _next == _parts ? null : _next++;
        }
    }

    private void Compute(int part)
    {
        try
        {
            _cancellationToken.ThrowIfCancellationRequested();
            var (start, end) = (Start(part), Start(part + 1));
            var results = Check(_pass([.. _inputs.Skip(start).Take(end - start)]), end - start);
            for (var i = start; i < end; i++)
            {
                _results[i] = results[i - start];
            }
        }
        catch (Exception error)
        {
            lock (_lock)
            {
                // Parts that have not begun are left; of several that fail, the first is told.
                _next = _parts;
                if (_failure is not { } other || part < other.Part)
                {
                    _failure = (part, ExceptionDispatchInfo.Capture(error));
                }
            }
        }
    }

    private int Start(int part) => (int)((long)_inputs.Count * part / _parts);

    private static IReadOnlyList<TResult> Check(IReadOnlyList<TResult> results, int inputs) => results.Count == inputs
        ? results
        : throw new InvalidOperationException($"A pass gave {results.Count} results for {inputs} inputs; expected is one result for each input, in their order.");
}
