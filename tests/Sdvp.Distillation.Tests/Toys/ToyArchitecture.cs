using Sdvp.Core.Modules;
using Sdvp.Modules.Torch;
using static TorchSharp.torch;

namespace Sdvp.Distillation.Tests.Toys;

/// <summary>What tells the toy VQA from the toy LOC.</summary>
internal abstract class ToyArchitecture
{
    public abstract ModuleSignature Signature { get; }

    public abstract ToyNetwork CreateNetwork(long seed);

    public abstract float[] Features(ModuleCall call);

    public abstract StudentOutput Forward(ToyNetwork network, IReadOnlyList<ToyInput> inputs);

    public abstract ModuleResult ToResult(ModuleCall call, StudentOutput output, int row);

    protected static Tensor Stack(IReadOnlyList<ToyInput> inputs, params long[] shape) =>
        tensor(inputs.SelectMany(i => i.Features).ToArray(), shape);
}
