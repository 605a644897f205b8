using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using Sdvp.Core.Execution.Replay;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs;
using Sdvp.Core.Recording;

namespace Sdvp.Core.Execution;

/// <summary>What all branches of one run share. Thread-safe.</summary>
internal sealed class RunState(RunSession session, ProgramRequest request, long order)
{
    private readonly Lock _lock = new();
    private readonly List<StepRecord> _records = [];
    private ProgramExecutionException? _missingRecord;

    public RunSession Session => session;

    public RunnerServices Services => session.Services;

    public long Order => order;

    /// <summary>The modules that were registered when the run began.</summary>
    public ImmutableDictionary<string, IVisualModule> Modules { get; } = session.Services.Registry.Snapshot;

    /// <summary>Answers calls in place of the modules; null where the run is no replay.</summary>
    public RecordedRun? Recorded { get; } = session.Services.Recorded?.Find(request);

    public CancellationToken Stop => session.Stop;

    /// <summary>What a recorder threw; null where none did.</summary>
    public ExceptionDispatchInfo? HostFailure { get; private set; }

    /// <summary>The first call, in order of steps, that a replay did not find; it fails the run whatever the program makes of it.</summary>
    public ProgramExecutionException? MissingRecord => Volatile.Read(ref _missingRecord);

    /// <summary>A step index greater than those of all calls so far.</summary>
    public int NextStepIndex
    {
        get
        {
            lock (_lock)
            {
                var next = 0;
                foreach (var record in _records)
                {
                    next = Math.Max(next, record.StepIndex + 1);
                }

                return next;
            }
        }
    }

    public void AddMissingRecord(ProgramExecutionException failure)
    {
        lock (_lock)
        {
            if (_missingRecord is null || failure.Site.StepIndex < _missingRecord.Site.StepIndex)
            {
                Volatile.Write(ref _missingRecord, failure);
            }
        }
    }

    /// <summary>Gives the records of a run that has ended.</summary>
    /// <returns>The records, in order of steps.</returns>
    public ImmutableArray<StepRecord> TakeRecords()
    {
        lock (_lock)
        {
            for (var i = 1; i < _records.Count; i++)
            {
                if (_records[i - 1].StepIndex > _records[i].StepIndex)
                {
                    _records.Sort(static (a, b) => a.StepIndex.CompareTo(b.StepIndex));
                    break;
                }
            }

            return [.. _records];
        }
    }

    public void Record(string name, ModuleVersion version, ModuleCall call, CallSite site, ModuleResult result, TimeSpan duration)
    {
        var record = new StepRecord
        {
            RunId = request.Id,
            StepIndex = site.StepIndex,
            Parent = site.Parent,
            Output = site.Output,
            Module = name,
            Version = version,
            Arguments = call.Arguments,
            Value = result.Value,
            Distribution = result.Distribution,
            Proposals = result.Proposals.IsDefault ? [] : result.Proposals,
            Span = site.Span,
            Duration = duration,
            Error = result.Error?.Message,
        };
        lock (_lock)
        {
            _records.Add(record);
        }

        try
        {
            foreach (var recorder in session.Services.Recorders)
            {
                recorder.Record(record);
            }
        }
        catch (Exception error)
        {
            // Not the program's failure: kept aside, so that no language can take it for one.
            HostFailure = ExceptionDispatchInfo.Capture(error);
            throw;
        }
    }

    /// <summary>Looks for calls that the language gave one number, under which none could be found again.</summary>
    /// <param name="records">The records, in order of steps.</param>
    /// <param name="language">The language.</param>
    /// <returns>The failure; null where every call has a number of its own.</returns>
    public ProgramExecutionException? FindDuplicate(ImmutableArray<StepRecord> records, string language)
    {
        for (var i = 1; i < records.Length; i++)
        {
            var (first, second) = (records[i - 1], records[i]);
            if (first.StepIndex == second.StepIndex)
            {
                return WrapForeign(
                    new InvalidOperationException(
                        $"Two calls are numbered {second.StepIndex}, {first.Module} at {first.Span} and {second.Module} at {second.Span}; a language gives each call a step index of its own."),
                    language);
            }
        }

        return null;
    }

    /// <summary>Gives a failure of the language itself the place of the last call, in order of steps.</summary>
    /// <param name="error">The failure.</param>
    /// <param name="language">The language.</param>
    /// <returns>The failure as a program's.</returns>
    public ProgramExecutionException WrapForeign(Exception error, string language)
    {
        var message = $"The language {language} failed with {error.GetType().Name}: {error.Message}";
        var records = TakeRecords();
        if (records.IsEmpty)
        {
            return new ProgramExecutionException($"Before the first call: {message}", language, new CallSite(0, null, default), error);
        }

        var last = records[^1];
        var site = new CallSite(last.StepIndex, last.Output, last.Span, last.Parent);
        return new ProgramExecutionException($"After step {last.StepIndex} ({last.Module} at {last.Span}): {message}", last.Module, site, error);
    }
}
