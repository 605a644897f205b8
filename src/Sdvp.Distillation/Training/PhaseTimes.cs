using System.Collections.Immutable;
using Sdvp.Modules.Torch.Native;

namespace Sdvp.Distillation.Training;

/// <summary>Runs phases, lets them report, and adds up their times. What a phase has left in the native heap is given back when it ends.</summary>
internal sealed class PhaseTimes
{
    private readonly IProgress<DistillationProgress>? _progress;
    private readonly TimeProvider _time;
    private ImmutableSortedDictionary<DistillationPhase, TimeSpan> _durations = ImmutableSortedDictionary<DistillationPhase, TimeSpan>.Empty;

    public PhaseTimes(IProgress<DistillationProgress>? progress, TimeProvider time)
    {
        _progress = progress;
        _time = time;
    }

    public ImmutableSortedDictionary<DistillationPhase, TimeSpan> Durations => _durations;

    /// <summary>The round that phases belong to, from 1.</summary>
    public int Round { get; set; } = 1;

    public async Task<T> MeasureAsync<T>(DistillationPhase phase, Func<PhaseProgress, Task<T>> run, string? module = null)
    {
        var progress = new PhaseProgress(_progress, _time, phase, module, Round);
        var result = await run(progress).ConfigureAwait(false);
        NativeHeap.Trim();
        _durations = _durations.SetItem(phase, _durations.GetValueOrDefault(phase) + progress.Elapsed);
        return result;
    }
}
