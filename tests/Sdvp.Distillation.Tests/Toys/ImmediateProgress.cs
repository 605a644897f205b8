using Sdvp.Distillation.Training;

namespace Sdvp.Distillation.Tests.Toys;

/// <summary>Reports on the thread that works, not later on another.</summary>
internal sealed class ImmediateProgress(Action<DistillationProgress> report) : IProgress<DistillationProgress>
{
    public void Report(DistillationProgress value) => report(value);
}
