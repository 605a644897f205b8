using System.Diagnostics;
using Sdvp.Core.Modules;
using Sdvp.Core.Values;

namespace Sdvp.Benchmarks.Batching;

/// <summary>
/// Takes the time that a network on an accelerator takes: a fixed part for each batch, a small one for each call. The processor is free meanwhile.
/// </summary>
internal sealed class DeviceModule(ModuleSignature signature, ProgramValue value, TimeSpan perBatch, TimeSpan perCall) : IVisualModule
{
    private readonly ModuleResult _result = ModuleResult.FromValue(value);

    private long _ticks;
    private long _calls;
    private long _batches;

    /// <summary>Time spent, and batches and calls answered, since this was asked last.</summary>
    /// <returns>The three.</returns>
    public (TimeSpan Time, long Batches, long Calls) Take() =>
        (TimeSpan.FromTicks(Interlocked.Exchange(ref _ticks, 0)), Interlocked.Exchange(ref _batches, 0), Interlocked.Exchange(ref _calls, 0));

    public ModuleSignature Signature => signature;

    public ModuleVersion Version { get; } = new("device");

    /// <summary>Every call costs, equal or not.</summary>
    public bool IsDeterministic => false;

    public ValueTask<IReadOnlyList<ModuleResult>> InvokeAsync(IReadOnlyList<ModuleCall> calls, CancellationToken cancellationToken = default)
    {
        var begin = Stopwatch.GetTimestamp();
        var time = perBatch + (perCall * calls.Count);
        while (time - Stopwatch.GetElapsedTime(begin) is var left && left > TimeSpan.Zero)
        {
            if (left > TimeSpan.FromMilliseconds(1.5))
            {
                Thread.Sleep(left - TimeSpan.FromMilliseconds(1));
            }
            else
            {
                Thread.SpinWait(20);
            }
        }

        Interlocked.Add(ref _ticks, Stopwatch.GetElapsedTime(begin).Ticks);
        Interlocked.Add(ref _calls, calls.Count);
        Interlocked.Increment(ref _batches);
        var results = new ModuleResult[calls.Count];
        Array.Fill(results, _result);
        return new ValueTask<IReadOnlyList<ModuleResult>>(results);
    }
}
