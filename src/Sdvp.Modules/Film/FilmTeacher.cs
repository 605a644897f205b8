using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Teaching;
using Sdvp.Core.Values;
using Sdvp.Modules.Text;
using Sdvp.Modules.Torch;
using Sdvp.Modules.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.Film;

/// <summary>
/// A small task-specific teacher: a FiLM network that answers a task's questions about one image, or judges its statements about two.
/// Thread-safe; owns its network.
/// </summary>
public sealed class FilmTeacher : ITeacher, IDisposable
{
    private readonly FilmVqaNetwork _network;
    private readonly FilmConfig _config;
    private readonly FilmImageProcessor _processor;
    private readonly WordVocabulary _words;
    private readonly DeviceGate _gate;

    private FilmTeacher(FilmVqaNetwork network, FilmConfig config, DeviceGate gate)
    {
        _network = FilmNetworkFactory.Freeze(network);
        _config = config;
        _gate = gate;
        _processor = new FilmImageProcessor(config);
        _words = new WordVocabulary(config.Words);
        Version = WeightsHash.Compute(network, "film-teacher:" + config.ToJson());
    }

    /// <inheritdoc/>
    public ModuleVersion Version { get; }

    /// <inheritdoc/>
    public int ImagesPerQuery => _config.ImagesPerCall;

    /// <inheritdoc/>
    public ImmutableHashSet<string> AnswerSpace => [.. _config.Answers];

    /// <summary>Most queries that go through the network together. Default: 128.</summary>
    public int BatchSize { get; init; } = 128;

    /// <summary>Makes a network with random weights, to be trained as a teacher: <c>TEACHER(image, text)</c>, or <c>TEACHER(left, right, text)</c> for two images a call.</summary>
    /// <param name="config">Sizes and vocabularies.</param>
    /// <param name="seed">Seed of the weights. Sets the seed of torch's global generator.</param>
    /// <param name="gate">The device.</param>
    /// <returns>The network; the caller disposes it. Its <see cref="IStudent.Save"/> writes the folder that <see cref="Load"/> reads.</returns>
    public static IStudent CreateStudent(FilmConfig config, long seed, DeviceGate gate)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(gate);
        var text = new ModuleParameter("text", ProgramType.Text);
        var signature = config.ImagesPerCall == 1
            ? ModuleSignature.Create("TEACHER", ProgramType.Text, new ModuleParameter("image", ProgramType.Image), text)
            : ModuleSignature.Create("TEACHER", ProgramType.Text, new ModuleParameter("left", ProgramType.Image), new ModuleParameter("right", ProgramType.Image), text);
        random.manual_seed(seed);
        return new FilmVqaStudent(signature, FilmVqaModule.NewNetwork(config, gate), config, gate, new FilmImageProcessor(config));
    }

    /// <summary>Loads a teacher from a folder with <c>config.json</c> and <c>model.safetensors</c>.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="gate">The device.</param>
    /// <returns>The teacher; the caller owns it.</returns>
    /// <exception cref="InvalidDataException">The configuration or the weights are invalid; the file is named.</exception>
    public static FilmTeacher Load(string folder, DeviceGate gate)
    {
        ArgumentNullException.ThrowIfNull(gate);
        var config = FilmConfig.Load(FilmFolder.ConfigFile(folder));
        var network = FilmVqaModule.NewNetwork(config, gate);
        ModuleWeights.Load(network, FilmFolder.WeightsFile(folder));
        return new FilmTeacher(network, config, gate);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<TeacherAnswer>> AnswerAsync(IReadOnlyList<TeacherQuery> queries, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(queries);
        var answers = new List<TeacherAnswer>(queries.Count);
        foreach (var chunk in queries.Chunk(BatchSize))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var inputs = chunk.Select(Prepare).ToList();
            answers.AddRange(_gate.RunBatch(inputs, Answer, cancellationToken));
        }

        return new ValueTask<IReadOnlyList<TeacherAnswer>>(answers);
    }

    /// <inheritdoc/>
    public void Dispose() => _network.Dispose();

    private FilmInput Prepare(TeacherQuery query) => query.Images.Length == _config.ImagesPerCall
        ? new FilmInput([.. query.Images.Select(_processor.Process)], _words.Encode(query.Text, _config.MaxWords))
        : throw new ArgumentException($"This teacher takes {_config.ImagesPerCall} image(s) a query, but {query.Images.Length} were given for '{query.Text}'.");

    private TeacherAnswer[] Answer(IReadOnlyList<FilmInput> inputs)
    {
        using var inference = inference_mode();
        using var scope = NewDisposeScope();
        var batch = FilmBatch.Create(inputs, _config, _gate.Device);
        var probabilities = nn.functional.softmax(_network.call(batch.Images, batch.Owners, batch.Tokens), 1).cpu().data<float>().ToArray();
        return [.. inputs.Select((_, i) => new TeacherAnswer(
            AnswerProbabilities.ToDistribution(_config.Answers, probabilities.AsSpan(i * _config.Answers.Length, _config.Answers.Length))))];
    }
}
