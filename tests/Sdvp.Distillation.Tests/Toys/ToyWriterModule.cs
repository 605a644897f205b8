using Sdvp.Core.Modules;
using Sdvp.Core.Values;
using Sdvp.Modules.Torch;
using Sdvp.Modules.Weights;

namespace Sdvp.Distillation.Tests.Toys;

internal sealed class ToyWriterModule(ToyNetwork network) : ITrainableModule
{
    public ModuleSignature Signature => ToyWriter.Signature;

    public ModuleVersion Version { get; } = WeightsHash.Compute(network, "toy-writer");

    public IStudent CreateStudent() => new ToyWriterStudent(network.Copy());

    public ValueTask<IReadOnlyList<ModuleResult>> InvokeAsync(IReadOnlyList<ModuleCall> calls, CancellationToken cancellationToken = default) => new(
        [.. calls.Select(c => ModuleResult.FromValue(new TextValue(ToyWriter.Decode(ToyWriter.Write(network, ToyWriter.Prepare(c))))))]);
}
