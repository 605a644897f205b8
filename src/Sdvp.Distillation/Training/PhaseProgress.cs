namespace Sdvp.Distillation.Training;

/// <summary>Reports one phase, with time passed and an estimate of the time left; at most ten times a second, and always the end.</summary>
internal sealed class PhaseProgress : IProgress<(int Done, int Total)>
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly IProgress<DistillationProgress>? _target;
    private readonly TimeProvider _time;
    private readonly DistillationPhase _phase;
    private readonly string? _module;
    private readonly int _round;
    private readonly long _begin;
    private int? _doneBefore;
    private TimeSpan? _last;

    public PhaseProgress(IProgress<DistillationProgress>? target, TimeProvider time, DistillationPhase phase, string? module = null, int round = 1)
    {
        _target = target;
        _time = time;
        _phase = phase;
        _module = module;
        _round = round;
        _begin = time.GetTimestamp();
    }

    public TimeSpan Elapsed => _time.GetElapsedTime(_begin);

    public void Report((int Done, int Total) value) => Report(value.Done, value.Total, null);

    public void Report(int done, int total, double? loss)
    {
        if (_target is null)
        {
            return;
        }

        // What an interrupted call had done took none of this call's time.
        _doneBefore ??= done;
        var elapsed = Elapsed;
        if (_last is { } last && elapsed - last < Interval && done < total)
        {
            return;
        }

        _last = elapsed;
        var fresh = done - _doneBefore.Value;
        var remaining = done >= total ? TimeSpan.Zero : fresh > 0 ? elapsed / fresh * (total - done) : (TimeSpan?)null;
        _target.Report(new DistillationProgress(_phase, _module, done, total, loss, elapsed, remaining) { Round = _round });
    }
}
