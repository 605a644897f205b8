using Sdvp.Core.Execution.Caching;
using Sdvp.Core.Modules;
using Sdvp.Core.Recording;

namespace Sdvp.Core.Execution.Replay;

/// <summary>Answers calls by what a module of this name and version gave for the same arguments in any recorded run.</summary>
internal sealed class RecordedModule(
    ModuleSignature signature, ModuleVersion version, IReadOnlyDictionary<string, (string RunId, int StepIndex)> calls, ProgramRunStore store) : IInstantModule
{
    public ModuleSignature Signature => signature;

    public ModuleVersion Version => version;

    public ValueTask<IReadOnlyList<ModuleResult>> InvokeAsync(IReadOnlyList<ModuleCall> calls, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new ValueTask<IReadOnlyList<ModuleResult>>([.. calls.Select(Answer)]);
    }

    private ModuleResult Answer(ModuleCall call)
    {
        if (!calls.TryGetValue(ContentHash.Compute(call), out var place))
        {
            return ModuleResult.FromError(new MissingRecordException(
                $"The record holds no call {StepFailure.Describe(signature.Name, call)} of version {version}; run it once with the module to record it.", null, signature.Name, null));
        }

        return store.Find(place.RunId)?.Records.FirstOrDefault(record => record.StepIndex == place.StepIndex) is { } record
            ? RecordedRun.ToResult(record)
            : throw new InvalidRecordException(store.Folder, null, null, $"the run {place.RunId} or its step {place.StepIndex} has gone");
    }
}
