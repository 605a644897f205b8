using Sdvp.Core.Modules;
using Sdvp.Core.Values;
using Sdvp.Modules.Text;
using Sdvp.Modules.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.Film;

/// <summary>The network of a <see cref="FilmVqaModule"/> or a <see cref="FilmTeacher"/> in training.</summary>
internal sealed class FilmVqaStudent(ModuleSignature signature, FilmVqaNetwork network, FilmConfig config, DeviceGate gate, FilmImageProcessor processor, ScalarType type = ScalarType.Float32) : IStudent
{
    private readonly WordVocabulary _words = new(config.Words);
    private readonly string[] _images = [.. signature.Parameters.Where(p => p.Type == ProgramType.Image).Select(p => p.Name)];
    private readonly string _text = signature.Parameters.Single(p => p.Type == ProgramType.Text).Name;

    public ModuleSignature Signature => signature;

    public nn.Module Network => network;

    public StudentInput Prepare(ModuleCall call) => new FilmInput(
        [.. _images.Select(name => processor.Process(call.Get<ImageValue>(name)))], _words.Encode(call.Get<TextValue>(_text).Text, config.MaxWords));

    public StudentOutput Forward(IReadOnlyList<StudentInput> inputs)
    {
        using var scope = NewDisposeScope();
        var batch = FilmBatch.Create([.. inputs.Cast<FilmInput>()], config, gate.Device, type);
        return new AnswerLogits(network.call(batch.Images, batch.Owners, batch.Tokens).to_type(ScalarType.Float32).MoveToOuterDisposeScope(), config.Answers);
    }

    public ITrainableModule ToModule() => new FilmVqaModule(signature.Name, Copy(), config, gate, type);

    /// <summary>Weights are kept in 32 bits, whatever they were trained in.</summary>
    public void Save(string folder)
    {
        using var copy = type == ScalarType.Float32 ? null : Copy();
        FilmFolder.Save(folder, copy ?? network, config);
    }

    public void Dispose() => network.Dispose();

    private FilmVqaNetwork Copy() => FilmNetworkFactory.CopyWeights(network, FilmVqaModule.NewNetwork(config, gate));
}
