using Sdvp.Core.Modules;
using Sdvp.Core.Values;
using Sdvp.Modules.Text;
using Sdvp.Modules.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.Film;

/// <summary>The network of a <see cref="FilmVqaModule"/> or a <see cref="FilmTeacher"/> in training.</summary>
internal sealed class FilmVqaStudent(ModuleSignature signature, FilmVqaNetwork network, FilmConfig config, DeviceGate gate, FilmImageProcessor processor) : IStudent
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
        var batch = FilmBatch.Create([.. inputs.Cast<FilmInput>()], config, gate.Device);
        return new AnswerLogits(network.call(batch.Images, batch.Owners, batch.Tokens).MoveToOuterDisposeScope(), config.Answers);
    }

    public ITrainableModule ToModule() =>
        new FilmVqaModule(signature.Name, FilmNetworkFactory.CopyWeights(network, FilmVqaModule.NewNetwork(config, gate)), config, gate);

    public void Save(string folder) => FilmFolder.Save(folder, network, config);

    public void Dispose() => network.Dispose();
}
