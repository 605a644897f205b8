using Sdvp.Core.Modules;
using Sdvp.Core.Recording;
using Sdvp.Core.Values;
using Sdvp.Distillation.Training;

namespace Sdvp.Distillation.Tests.Toys;

/// <summary>Asks the other questions about an image.</summary>
internal sealed class ToyProbes : IProbeSource
{
    public string Name => "toy-probes";

    public IReadOnlyList<ModuleCall> CreateProbes(IReadOnlyList<StepRecord> steps, int count, long seed) => steps[0].Module == "VQA"
        ? [.. Enumerable.Range(0, count).Select(i => new ModuleCall(steps[i % steps.Count].Arguments.SetItem("question", new TextValue(ToyVqa.Questions[2 + (int)((seed + i) % 2)]))))]
        : [];
}
