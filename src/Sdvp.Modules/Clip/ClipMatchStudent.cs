using Sdvp.Core.Modules;
using Sdvp.Core.Values;
using Sdvp.Modules.Text;
using Sdvp.Modules.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.Clip;

/// <summary>The network of a <see cref="ClipMatchModule"/> in training.</summary>
internal sealed class ClipMatchStudent(ModuleSignature signature, ClipNetwork network, ClipCheckpoint checkpoint, ClipMatchOptions options, DeviceGate gate) : IStudent
{
    public ModuleSignature Signature => signature;

    public nn.Module Network => network;

    public StudentInput Prepare(ModuleCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        var image = call.Get<ImageValue>("image");
        string[] candidates = [.. MatchTexts.Read(call).Distinct(StringComparer.Ordinal)];
        return new ClipMatchInput(
            image.ContentId, checkpoint.Inputs.Process(image.Pixels), [.. candidates], [.. candidates.Select(c => checkpoint.Inputs.Encode(options.Fill(c)))]);
    }

    public StudentOutput Forward(IReadOnlyList<StudentInput> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var typed = inputs.Cast<ClipMatchInput>().ToArray();
        var images = new DistinctItems<ImageBuffer>();
        var texts = new DistinctItems<long[]>();
        var owners = typed.Select(i => (long)images.Add(i.ImageId, () => i.Image)).ToArray();
        var width = typed.Max(i => i.Candidates.Length);
        var columns = new long[typed.Length * width];
        var isPadding = new bool[columns.Length];
        for (var row = 0; row < typed.Length; row++)
        {
            for (var i = 0; i < width; i++)
            {
                var input = typed[row];
                isPadding[(row * width) + i] = i >= input.Candidates.Length;
                columns[(row * width) + i] = i < input.Candidates.Length ? texts.Add(input.Candidates[i], () => input.Tokens[i]) : 0;
            }
        }

        using var scope = NewDisposeScope();
        var device = gate.Device;
        var (ids, mask) = checkpoint.Inputs.ToIds(texts.Items, device);
        var seen = network.EncodeImages(checkpoint.Inputs.ToPixels(images.Items, device, options.TrainingType)).to_type(ScalarType.Float32);
        var all = network.Logits(seen.index_select(0, tensor(owners, device: device)), network.EncodeTexts(ids, mask).to_type(ScalarType.Float32));
        using var padding = CandidateLogits.Padding.ToScalar();
        var logits = all.gather(1, tensor(columns, [typed.Length, width], device: device))
            .masked_fill(tensor(isPadding, [typed.Length, width], device: device), padding);
        return new CandidateLogits(logits.MoveToOuterDisposeScope(), [.. typed.Select(i => i.Candidates)]);
    }

    public ITrainableModule ToModule() => new ClipMatchModule(signature.Name, checkpoint.Copy(network, gate.Device, options.Type), checkpoint, options, gate);

    public void Save(string folder) => checkpoint.Folder.Save(network, folder);

    public void Dispose() => network.Dispose();
}
