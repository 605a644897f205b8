using Sdvp.Core.Modules;
using Sdvp.Core.Values;
using Sdvp.Modules.Clip;
using Sdvp.Modules.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.OwlVit;

/// <summary>The network of an <see cref="OwlVitLocModule"/> in training. Its candidates are the places of the image, each with one box.</summary>
internal sealed class OwlVitStudent(ModuleSignature signature, OwlVitNetwork network, OwlVitCheckpoint checkpoint, OwlVitOptions options, DeviceGate gate) : IStudent
{
    public ModuleSignature Signature => signature;

    public nn.Module Network => network;

    public StudentInput Prepare(ModuleCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        var image = call.Get<ImageValue>("image");
        var text = options.Detection.Fill(call.Get<TextValue>("object").Text);
        return new OwlVitInput(image.ContentId, checkpoint.Inputs.Process(image.Pixels), text, checkpoint.Inputs.Encode(text));
    }

    public StudentOutput Forward(IReadOnlyList<StudentInput> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var images = new DistinctItems<ImageBuffer>();
        var texts = new DistinctItems<long[]>();
        var rows = inputs.Cast<OwlVitInput>().Select(i => (Image: (long)images.Add(i.ImageId, () => i.Image), Text: (long)texts.Add(i.Text, () => i.Tokens))).ToArray();
        using var scope = NewDisposeScope();
        var device = gate.Device;
        var (ids, mask) = checkpoint.Inputs.ToIds(texts.Items, device);
        var owners = tensor([.. rows.Select(r => r.Image)], device: device);
        var queries = network.EncodeTexts(ids, mask).index_select(0, tensor([.. rows.Select(r => r.Text)], device: device)).unsqueeze(1);
        var places = network.EncodeImages(checkpoint.Inputs.ToPixels(images.Items, device, options.TrainingType));
        var scores = network.Score(places.index_select(0, owners), queries).squeeze(2);
        var boxes = Corners(network.Boxes(places).to_type(ScalarType.Float32)).index_select(0, owners);
        return new RegionLogits(scores.MoveToOuterDisposeScope(), boxes.MoveToOuterDisposeScope());
    }

    public ITrainableModule ToModule() => new OwlVitLocModule(signature.Name, checkpoint.Copy(network, gate.Device, options.Type), checkpoint, options, gate);

    public void Save(string folder) => checkpoint.Folder.Save(network, folder);

    public void Dispose() => network.Dispose();

    private static Tensor Corners(Tensor boxes)
    {
        var parts = boxes.chunk(2, 2);
        var half = parts[1].Times(0.5);
        return cat([parts[0].Minus(half), parts[0].Plus(half)], 2);
    }
}
