using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Values;
using Sdvp.Modules.Text;
using Sdvp.Modules.Torch;
using Sdvp.Modules.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.Film;

/// <summary>
/// Visual question answering with a small FiLM network: <c>VQA(image: Image, question: Text) → Text</c>. Results carry the
/// distribution over the answer vocabulary. Thread-safe; owns its network.
/// </summary>
public sealed class FilmVqaModule : ITrainableModule, IPreparingModule, IDisposable
{
    private readonly FilmVqaNetwork _network;
    private readonly FilmConfig _config;
    private readonly FilmImageProcessor _processor;
    private readonly WordVocabulary _words;
    private readonly DeviceGate _gate;

    internal FilmVqaModule(string name, FilmVqaNetwork network, FilmConfig config, DeviceGate gate, ScalarType trainingType)
    {
        Signature = StandardSignatures.Vqa(name);
        _network = FilmNetworkFactory.Freeze(network);
        _config = config;
        _gate = gate;
        TrainingType = trainingType;
        _processor = new FilmImageProcessor(config);
        _words = new WordVocabulary(config.Words);
        Version = WeightsHash.Compute(network, "film-vqa:" + config.ToJson());
    }

    /// <inheritdoc/>
    public ModuleSignature Signature { get; }

    /// <inheritdoc/>
    public ModuleVersion Version { get; }

    /// <inheritdoc/>
    public ScalarType TrainingType { get; }

    /// <summary>Every answer that this module can give.</summary>
    public ImmutableArray<string> Answers => _config.Answers;

    /// <summary>Makes a module with random weights, to be trained.</summary>
    /// <param name="name">The name in programs.</param>
    /// <param name="config">Sizes and vocabularies; one image a call.</param>
    /// <param name="seed">Seed of the weights. Sets the seed of torch's global generator.</param>
    /// <param name="gate">The device.</param>
    /// <returns>The module; the caller owns it.</returns>
    /// <exception cref="ArgumentException">The configuration is no VQA configuration.</exception>
    public static FilmVqaModule Create(string name, FilmConfig config, long seed, DeviceGate gate)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(gate);
        RequireAnswers(config);
        random.manual_seed(seed);
        return new FilmVqaModule(name, NewNetwork(config, gate), config, gate, ScalarType.Float32);
    }

    /// <summary>Loads a module from a folder with <c>config.json</c> and <c>model.safetensors</c>.</summary>
    /// <param name="name">The name in programs.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="gate">The device.</param>
    /// <param name="trainingType">The type that students are trained in: Float32, or BFloat16 with Float32 masters where the device is faster at it.</param>
    /// <returns>The module; the caller owns it.</returns>
    /// <exception cref="ArgumentException">The training type is neither of these.</exception>
    /// <exception cref="InvalidDataException">The configuration or the weights are invalid; the file is named.</exception>
    public static FilmVqaModule Load(string name, string folder, DeviceGate gate, ScalarType trainingType = ScalarType.Float32)
    {
        ArgumentNullException.ThrowIfNull(gate);
        ModelOptions.RequireTrainingType(trainingType, name);
        var config = FilmConfig.Load(FilmFolder.ConfigFile(folder));
        RequireAnswers(config);
        var network = NewNetwork(config, gate);
        ModuleWeights.Load(network, FilmFolder.WeightsFile(folder));
        return new FilmVqaModule(name, network, config, gate, trainingType);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ModuleResult>> InvokeAsync(IReadOnlyList<ModuleCall> calls, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(calls);
        cancellationToken.ThrowIfCancellationRequested();
        var inputs = calls.Select(Read).ToList();
        return new ValueTask<IReadOnlyList<ModuleResult>>(_gate.RunBatch(inputs, Answer, cancellationToken));
    }

    /// <inheritdoc/>
    public void Prepare(ModuleCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        _processor.Process(call.Get<ImageValue>("image"));
    }

    /// <inheritdoc/>
    public IStudent CreateStudent()
    {
        var copy = FilmNetworkFactory.CopyWeights(_network, NewNetwork(_config, _gate, TrainingType));
        return new FilmVqaStudent(Signature, copy, _config, _gate, _processor, TrainingType);
    }

    /// <inheritdoc/>
    public void Dispose() => _network.Dispose();

    internal static FilmVqaNetwork NewNetwork(FilmConfig config, DeviceGate gate, ScalarType type = ScalarType.Float32) =>
        FilmNetworkFactory.Create(() => new FilmVqaNetwork(config), gate.Device, type);

    private static void RequireAnswers(FilmConfig config)
    {
        config.Validate();
        if (config.Answers.IsDefaultOrEmpty || config.ImagesPerCall != 1)
        {
            throw new ArgumentException(
                $"A VQA module needs answers and one image a call; the configuration has {config.Answers.Length} answers and {config.ImagesPerCall} images.", nameof(config));
        }
    }

    private FilmInput Read(ModuleCall call) => new(
        [_processor.Process(call.Get<ImageValue>("image"))], _words.Encode(call.Get<TextValue>("question").Text, _config.MaxWords));

    private ModuleResult[] Answer(IReadOnlyList<FilmInput> inputs)
    {
        using var inference = inference_mode();
        using var scope = NewDisposeScope();
        var batch = FilmBatch.Create(inputs, _config, _gate.Device);
        var probabilities = nn.functional.softmax(_network.call(batch.Images, batch.Owners, batch.Tokens), 1).cpu().data<float>().ToArray();
        return [.. inputs.Select((_, i) => ToResult(probabilities.AsSpan(i * _config.Answers.Length, _config.Answers.Length)))];
    }

    private ModuleResult ToResult(ReadOnlySpan<float> probabilities)
    {
        var distribution = AnswerProbabilities.ToDistribution(_config.Answers, probabilities);
        return ModuleResult.FromValue(new TextValue(distribution.Top)) with { Distribution = distribution };
    }
}
