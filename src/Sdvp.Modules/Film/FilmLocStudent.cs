using Sdvp.Core.Modules;
using Sdvp.Core.Values;
using Sdvp.Modules.Text;
using Sdvp.Modules.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.Film;

/// <summary>The network of a <see cref="FilmLocModule"/> in training.</summary>
internal sealed class FilmLocStudent(
    ModuleSignature signature, FilmLocNetwork network, FilmConfig config, FilmLocOptions options, DeviceGate gate, FilmImageProcessor processor) : IStudent
{
    private readonly WordVocabulary _words = new(config.Words);

    public ModuleSignature Signature => signature;

    public nn.Module Network => network;

    public StudentInput Prepare(ModuleCall call)
    {
        var image = call.Get<ImageValue>("image");
        return new FilmLocInput(
            [processor.Process(image)], _words.Encode(call.Get<TextValue>("object").Text, config.MaxWords), processor.Placement(image.Width, image.Height));
    }

    public StudentOutput Forward(IReadOnlyList<StudentInput> inputs)
    {
        using var scope = NewDisposeScope();
        var typed = inputs.Cast<FilmLocInput>().ToList();
        var batch = FilmBatch.Create(typed, config, gate.Device);
        var (scores, boxes) = network.call(batch.Images, batch.Owners, batch.Tokens);

        // From fractions of the square to fractions of the image.
        var offsets = tensor(typed.SelectMany(i => new[] { i.Left, i.Top, i.Left, i.Top }).ToArray(), [typed.Count, 1, 4], device: gate.Device);
        var extents = tensor(typed.SelectMany(i => new[] { i.Width, i.Height, i.Width, i.Height }).ToArray(), [typed.Count, 1, 4], device: gate.Device);
        return new RegionLogits(scores.MoveToOuterDisposeScope(), (boxes.Minus(offsets) / extents).MoveToOuterDisposeScope());
    }

    public ITrainableModule ToModule() =>
        new FilmLocModule(signature.Name, FilmNetworkFactory.CopyWeights(network, FilmLocModule.NewNetwork(config, gate)), config, options, gate);

    public void Save(string folder) => FilmFolder.Save(folder, network, config);

    public void Dispose() => network.Dispose();
}
