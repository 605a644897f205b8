using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs;
using Sdvp.Core.Recording;

namespace Sdvp.Core.Execution;

/// <summary>What all branches of one run share. Thread-safe.</summary>
internal sealed class RunState(
    RunnerServices services,
    string runId,
    long order,
    ImmutableDictionary<string, IVisualModule> modules,
    PendingCalls pending,
    QuiescenceGate gate,
    ModuleInvoker invoker,
    CancellationToken stop)
{
    private readonly Lock _lock = new();
    private readonly List<StepRecord> _records = [];

    public RunnerServices Services => services;

    public long Order => order;

    public ImmutableDictionary<string, IVisualModule> Modules => modules;

    public PendingCalls Pending => pending;

    public QuiescenceGate Gate => gate;

    public ModuleInvoker Invoker => invoker;

    public CancellationToken Stop => stop;

    /// <summary>What a recorder threw; null where none did.</summary>
    public ExceptionDispatchInfo? HostFailure { get; private set; }

    public int CallCount
    {
        get
        {
            lock (_lock)
            {
                return _records.Count;
            }
        }
    }

    /// <summary>Gives the records of a run that has ended.</summary>
    /// <returns>The records, in order of steps.</returns>
    public ImmutableArray<StepRecord> TakeRecords()
    {
        lock (_lock)
        {
            _records.Sort(static (a, b) => a.StepIndex.CompareTo(b.StepIndex));
            return [.. _records];
        }
    }

    public void Record(string name, ModuleVersion version, ModuleCall call, CallSite site, ModuleResult result, TimeSpan duration)
    {
        var record = new StepRecord
        {
            RunId = runId,
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
            foreach (var recorder in services.Recorders)
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
    /// <param name="language">The language.</param>
    /// <returns>The failure; null where every call has a number of its own.</returns>
    public ProgramExecutionException? FindDuplicate(string language)
    {
        var records = TakeRecords();
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
