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

    // Copied out of managed memory, where it lies anywhere: products with thin matrices, such as an adapter's, differ in their last bits with the alignment of what they read.
    protected static Tensor Stack(IReadOnlyList<ToyInput> inputs, params long[] shape) =>
        tensor(inputs.SelectMany(i => i.Features).ToArray(), shape).clone();
}
