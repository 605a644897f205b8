using Sdvp.Core.Modules;
using Sdvp.Core.Values;
using Sdvp.Modules.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.Vilt;

/// <summary>The network of a <see cref="ViltVqaModule"/> in training.</summary>
internal sealed class ViltVqaStudent(ModuleSignature signature, ViltNetwork network, ViltCheckpoint checkpoint, ViltVqaOptions options, DeviceGate gate) : IStudent
{
    public ModuleSignature Signature => signature;

    public nn.Module Network => network;

    public StudentInput Prepare(ModuleCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        return new ViltInput(checkpoint.Inputs.Process(call.Get<ImageValue>("image").Pixels), checkpoint.Inputs.Encode(call.Get<TextValue>("question").Text));
    }

    public StudentOutput Forward(IReadOnlyList<StudentInput> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        using var scope = NewDisposeScope();
        var batch = checkpoint.Inputs.ToBatch([.. inputs.Cast<ViltInput>()], gate.Device, options.TrainingType);
        return new AnswerLogits(network.Forward(batch).MoveToOuterDisposeScope(), checkpoint.Config.Answers) { Scoring = options.Scoring };
    }

    public ITrainableModule ToModule() => new ViltVqaModule(signature.Name, checkpoint.Copy(network, gate.Device, options.Type), checkpoint, options, gate);

    public void Save(string folder) => checkpoint.Folder.Save(network, folder);

    public void Dispose() => network.Dispose();
}
