using Sdvp.Core.Modules;
using Sdvp.Core.Values;
using Sdvp.Modules.Text;
using Sdvp.Modules.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.Film;

/// <summary>The network of a <see cref="FilmLocModule"/> in training.</summary>
internal sealed class FilmLocStudent(
    ModuleSignature signature, FilmLocNetwork network, FilmConfig config, FilmLocOptions options, DeviceGate gate, FilmImageProcessor processor, ScalarType type = ScalarType.Float32) : IStudent
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
        var batch = FilmBatch.Create(typed, config, gate.Device, type);
        var (scores, boxes) = network.call(batch.Images, batch.Owners, batch.Tokens);

        // From fractions of the square to fractions of the image.
        var offsets = tensor(typed.SelectMany(i => new[] { i.Left, i.Top, i.Left, i.Top }).ToArray(), [typed.Count, 1, 4], device: gate.Device);
        var extents = tensor(typed.SelectMany(i => new[] { i.Width, i.Height, i.Width, i.Height }).ToArray(), [typed.Count, 1, 4], device: gate.Device);
        return new RegionLogits(scores.to_type(ScalarType.Float32).MoveToOuterDisposeScope(), (boxes.Minus(offsets) / extents).MoveToOuterDisposeScope());
    }

    public ITrainableModule ToModule() => new FilmLocModule(signature.Name, Copy(), config, options, gate, type);

    /// <summary>Weights are kept in 32 bits, whatever they were trained in.</summary>
    public void Save(string folder)
    {
        using var copy = type == ScalarType.Float32 ? null : Copy();
        FilmFolder.Save(folder, copy ?? network, config);
    }

    public void Dispose() => network.Dispose();

    private FilmLocNetwork Copy() => FilmNetworkFactory.CopyWeights(network, FilmLocModule.NewNetwork(config, gate));
}
