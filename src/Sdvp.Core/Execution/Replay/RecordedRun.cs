using Sdvp.Core.Modules;
using Sdvp.Core.Programs;
using Sdvp.Core.Recording;
using Sdvp.Core.Values;

namespace Sdvp.Core.Execution.Replay;

/// <summary>Answers the calls of one run from its record. Thread-safe.</summary>
internal sealed class RecordedRun
{
    private readonly ProgramRequest _request;
    private readonly ProgramRun? _run;
    private readonly Dictionary<int, StepRecord> _records;

    public RecordedRun(ProgramRequest request, ProgramRun? run)
    {
        (_request, _run) = (request, run);
        _records = [];
        foreach (var record in run?.Records ?? [])
        {
            _records[record.StepIndex] = record;
        }
    }

    /// <summary>Looks for the record of a call.</summary>
    /// <param name="module">The module.</param>
    /// <param name="call">The call.</param>
    /// <param name="site">The step.</param>
    /// <returns>The record.</returns>
    /// <exception cref="MissingRecordException">There is none, or another call is recorded in its place.</exception>
    public StepRecord Find(string module, ModuleCall call, CallSite site)
    {
        if (_run is null)
        {
            throw Missing($"The run {_request.Id} is not in the record", null, site);
        }

        if (_run.ProgramId != _request.Program.Id)
        {
            throw Missing($"The run {_request.Id} was recorded with the program {_run.ProgramId}, not with {_request.Program.Id}", module, site);
        }

        if (!_records.TryGetValue(site.StepIndex, out var record))
        {
            throw Missing($"Step {site.StepIndex} of run {_request.Id} is not in the record; the program calls {Describe(module, call)}", module, site);
        }

        return record.Module == module && AreEqual(record, call)
            ? record
            : throw Missing(
                $"Step {site.StepIndex} of run {_request.Id} was recorded as {Describe(record.Module, record.ToCall())}, but the program calls {Describe(module, call)}", module, site);
    }

    public static ModuleResult ToResult(StepRecord record)
    {
        var result = record.Error is null && record.Value is { } value
            ? ModuleResult.FromValue(value)
            : ModuleResult.FromError(new RecordedFailureException(record.Error ?? "the record holds neither a value nor a failure"));
        return result with { Distribution = record.Distribution, Proposals = record.Proposals };
    }

    private static bool AreEqual(StepRecord record, ModuleCall call)
    {
        if (record.Arguments.Count != call.Arguments.Count)
        {
            return false;
        }

        foreach (var (name, value) in call.Arguments)
        {
            if (!record.Arguments.TryGetValue(name, out var recorded) || !recorded.Equals(value))
            {
                return false;
            }
        }

        return true;
    }

    private static string Describe(string module, ModuleCall call) => StepFailure.Describe(module, call);

    private MissingRecordException Missing(string problem, string? module, CallSite site) => new(
        $"{problem}. Replay the program and inputs that were recorded, or record the run again.", _request.Id, module, site.StepIndex);
}
