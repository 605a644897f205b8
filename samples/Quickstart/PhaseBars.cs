using Sdvp.Distillation.Training;

namespace Sdvp.Samples.Quickstart;

/// <summary>One bar for each phase of a distillation.</summary>
internal sealed class PhaseBars(string title) : IProgress<DistillationProgress>, IDisposable
{
    private readonly Lock _lock = new();
    private (DistillationPhase Phase, string? Module)? _current;
    private ProgressBar? _bar;

    public void Report(DistillationProgress value)
    {
        lock (_lock)
        {
            if (_current != (value.Phase, value.Module))
            {
                _bar?.Dispose();
                _bar = new ProgressBar($"{title}: {value.Phase.ToString().ToLowerInvariant()} {value.Module}".TrimEnd());
                _current = (value.Phase, value.Module);
            }

            _bar!.Report((value.Done, value.Total));
        }
    }

    public void Dispose() => _bar?.Dispose();
}
