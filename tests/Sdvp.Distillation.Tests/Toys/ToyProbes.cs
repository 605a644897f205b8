using Sdvp.Core.Modules;
using Sdvp.Core.Recording;
using Sdvp.Core.Values;
using Sdvp.Distillation.Training;

namespace Sdvp.Distillation.Tests.Toys;

/// <summary>Asks the other questions about an image.</summary>
internal sealed class ToyProbes : IProbeSource
{
    public string Name => "toy-probes";

    public ModuleCall? CreateProbe(StepRecord step, long seed) => step.Module == "VQA"
        ? new ModuleCall(step.Arguments.SetItem("question", new TextValue(ToyVqa.Questions[2 + (int)(seed % 2)])))
        : null;
}
