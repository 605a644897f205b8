using System.Globalization;

namespace Sdvp.Core.Execution;

/// <summary>Counts how runs ended. Thread-safe.</summary>
public sealed class ProgramRunSummary
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, long> _fallbacks = new(StringComparer.Ordinal);
    private long _runs;
    private long _answered;
    private long _failed;

    /// <summary>All runs.</summary>
    public long Runs => Read(ref _runs);

    /// <summary>Runs that ended with the program's own result.</summary>
    public long Answered => Read(ref _answered);

    /// <summary>Runs without a result.</summary>
    public long Failed => Read(ref _failed);

    /// <summary>Runs that ended with a fallback's result, by the policy's name.</summary>
    public IReadOnlyDictionary<string, long> Fallbacks
    {
        get
        {
            lock (_lock)
            {
                return new SortedDictionary<string, long>(_fallbacks, StringComparer.Ordinal);
            }
        }
    }

    /// <summary>Counts a run.</summary>
    /// <param name="run">The run.</param>
    public void Add(ProgramRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        lock (_lock)
        {
            _runs++;
            if (run.Error is not null)
            {
                _failed++;
            }
            else if (run.Fallback is { } fallback)
            {
                _fallbacks[fallback.Policy] = _fallbacks.GetValueOrDefault(fallback.Policy) + 1;
            }
            else
            {
                _answered++;
            }
        }
    }

    /// <summary>One line, such as <c>100 runs: 90 by their program, 7 by the fallback question, 3 failed</c>.</summary>
    /// <returns>The line.</returns>
    public override string ToString()
    {
        lock (_lock)
        {
            var fallbacks = string.Concat(_fallbacks.Select(use => string.Create(CultureInfo.InvariantCulture, $", {use.Value} by the fallback {use.Key}")));
            return string.Create(CultureInfo.InvariantCulture, $"{_runs} runs: {_answered} by their program{fallbacks}, {_failed} failed");
        }
    }

    private long Read(ref long counter)
    {
        lock (_lock)
        {
            return counter;
        }
    }
}
