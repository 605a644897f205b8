using Sdvp.Core.Modules;
using Sdvp.Modules.Torch;
using Sdvp.Modules.Weights;
using static TorchSharp.torch;

namespace Sdvp.Distillation.Tests.Toys;

internal sealed class ToyStudent(ToyArchitecture architecture, ToyNetwork network) : IStudent
{
    public ModuleSignature Signature => architecture.Signature;

    public nn.Module Network => network;

    public StudentInput Prepare(ModuleCall call) => new ToyInput(architecture.Features(call));

    public StudentOutput Forward(IReadOnlyList<StudentInput> inputs) => architecture.Forward(network, [.. inputs.Cast<ToyInput>()]);

    public ITrainableModule ToModule() => new ToyModule(architecture, network.Copy());

    public void Save(string folder)
    {
        Directory.CreateDirectory(folder);
        ModuleWeights.Save(network, Path.Combine(folder, "model.safetensors"));
    }

    public void Dispose() => network.Dispose();
}
