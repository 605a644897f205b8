namespace Sdvp.Core.Execution.Replay;

/// <summary>Finds the record of a run that is replayed. Thread-safe.</summary>
/// <param name="find">Gives a run by its id; null where there is none.</param>
internal sealed class RecordedRuns(Func<string, ProgramRun?> find)
{
    public RecordedRun Find(ProgramRequest request) => new(request, find(request.Id));
}
