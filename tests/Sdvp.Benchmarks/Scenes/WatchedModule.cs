using System.Diagnostics;
using Sdvp.Core.Modules;

namespace Sdvp.Benchmarks.Scenes;

/// <summary>A module whose calls, batches and time are counted.</summary>
internal sealed class WatchedModule(IPreparingModule module) : IPreparingModule
{
    private long _ticks;
    private long _calls;
    private long _batches;

    public ModuleSignature Signature => module.Signature;

    public ModuleVersion Version => module.Version;

    public bool IsDeterministic => module.IsDeterministic;

    /// <summary>Time spent, and batches and calls answered, since this was asked last.</summary>
    /// <returns>The three.</returns>
    public (TimeSpan Time, long Batches, long Calls) Take() =>
        (TimeSpan.FromTicks(Interlocked.Exchange(ref _ticks, 0)), Interlocked.Exchange(ref _batches, 0), Interlocked.Exchange(ref _calls, 0));

    public void Prepare(ModuleCall call) => module.Prepare(call);

    public async ValueTask<IReadOnlyList<ModuleResult>> InvokeAsync(IReadOnlyList<ModuleCall> calls, CancellationToken cancellationToken = default)
    {
        var begin = Stopwatch.GetTimestamp();
        var results = await module.InvokeAsync(calls, cancellationToken);
        Interlocked.Add(ref _ticks, Stopwatch.GetElapsedTime(begin).Ticks);
        Interlocked.Add(ref _calls, calls.Count);
        Interlocked.Increment(ref _batches);
        return results;
    }
}
