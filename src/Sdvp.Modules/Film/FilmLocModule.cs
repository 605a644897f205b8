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
/// Open-vocabulary localisation with a small FiLM network: <c>LOC(image: Image, object: Text) → Regions</c>. Results carry all
/// proposals with their scores. Thread-safe; owns its network.
/// </summary>
public sealed class FilmLocModule : ITrainableModule, IPreparingModule, IDisposable
{
    private readonly FilmLocNetwork _network;
    private readonly FilmConfig _config;
    private readonly FilmLocOptions _options;
    private readonly FilmImageProcessor _processor;
    private readonly WordVocabulary _words;
    private readonly DeviceGate _gate;

    internal FilmLocModule(string name, FilmLocNetwork network, FilmConfig config, FilmLocOptions options, DeviceGate gate, ScalarType trainingType)
    {
        Signature = StandardSignatures.Loc(name);
        _network = FilmNetworkFactory.Freeze(network);
        _config = config;
        _options = options;
        _gate = gate;
        TrainingType = trainingType;
        _processor = new FilmImageProcessor(config);
        _words = new WordVocabulary(config.Words);
        Version = WeightsHash.Compute(network, $"film-loc:{config.ToJson()}{options}");
    }

    /// <inheritdoc/>
    public ModuleSignature Signature { get; }

    /// <inheritdoc/>
    public ModuleVersion Version { get; }

    /// <inheritdoc/>
    public ScalarType TrainingType { get; }

    /// <summary>Makes a module with random weights, to be trained.</summary>
    /// <param name="name">The name in programs.</param>
    /// <param name="config">Sizes and words; one image a call.</param>
    /// <param name="options">When a candidate counts as found.</param>
    /// <param name="seed">Seed of the weights. Sets the seed of torch's global generator.</param>
    /// <param name="gate">The device.</param>
    /// <returns>The module; the caller owns it.</returns>
    public static FilmLocModule Create(string name, FilmConfig config, FilmLocOptions options, long seed, DeviceGate gate)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(gate);
        random.manual_seed(seed);
        return new FilmLocModule(name, NewNetwork(config, gate), config, options, gate, ScalarType.Float32);
    }

    /// <summary>Loads a module from a folder with <c>config.json</c> and <c>model.safetensors</c>.</summary>
    /// <param name="name">The name in programs.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="options">When a candidate counts as found.</param>
    /// <param name="gate">The device.</param>
    /// <param name="trainingType">The type that students are trained in: Float32, or BFloat16 with Float32 masters where the device is faster at it.</param>
    /// <returns>The module; the caller owns it.</returns>
    /// <exception cref="ArgumentException">The training type is neither of these.</exception>
    /// <exception cref="InvalidDataException">The configuration or the weights are invalid; the file is named.</exception>
    public static FilmLocModule Load(string name, string folder, FilmLocOptions options, DeviceGate gate, ScalarType trainingType = ScalarType.Float32)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(gate);
        ModelOptions.RequireTrainingType(trainingType, name);
        var config = FilmConfig.Load(FilmFolder.ConfigFile(folder));
        var network = NewNetwork(config, gate);
        ModuleWeights.Load(network, FilmFolder.WeightsFile(folder));
        return new FilmLocModule(name, network, config, options, gate, trainingType);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ModuleResult>> InvokeAsync(IReadOnlyList<ModuleCall> calls, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(calls);
        cancellationToken.ThrowIfCancellationRequested();
        var inputs = calls.Select(Read).ToList();
        var candidates = _gate.RunBatch(inputs, Find, cancellationToken);
        return new ValueTask<IReadOnlyList<ModuleResult>>([.. calls.Select((call, i) =>
            ToResult(candidates[i], call.Get<ImageValue>("image"), call.Get<TextValue>("object").Text))]);
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
        return new FilmLocStudent(Signature, copy, _config, _options, _gate, _processor, TrainingType);
    }

    /// <inheritdoc/>
    public void Dispose() => _network.Dispose();

    internal static FilmLocNetwork NewNetwork(FilmConfig config, DeviceGate gate, ScalarType type = ScalarType.Float32) =>
        FilmNetworkFactory.Create(() => new FilmLocNetwork(config), gate.Device, type);

    private FilmInput Read(ModuleCall call) => new(
        [_processor.Process(call.Get<ImageValue>("image"))], _words.Encode(call.Get<TextValue>("object").Text, _config.MaxWords));

    private FilmCandidate[][] Find(IReadOnlyList<FilmInput> inputs)
    {
        using var inference = inference_mode();
        using var scope = NewDisposeScope();
        var batch = FilmBatch.Create(inputs, _config, _gate.Device);
        var (scores, boxes) = _network.call(batch.Images, batch.Owners, batch.Tokens);
        var s = scores.sigmoid().cpu().data<float>().ToArray();
        var b = boxes.contiguous().cpu().data<float>().ToArray();
        var places = s.Length / inputs.Count;
        return [.. inputs.Select((_, i) => Enumerable.Range(i * places, places)
            .Where(k => s[k] >= _options.ProposalThreshold)
            .Select(k => new FilmCandidate(s[k], b[4 * k], b[(4 * k) + 1], b[(4 * k) + 2], b[(4 * k) + 3]))
            .ToArray())];
    }

    private ModuleResult ToResult(FilmCandidate[] candidates, ImageValue image, string text)
    {
        var proposals = ImmutableArray.CreateBuilder<Region>();
        foreach (var candidate in candidates.OrderByDescending(c => c.Score))
        {
            var box = candidate.ToPixels(image.Width, image.Height, _processor.Placement(image.Width, image.Height));
            if (!box.IsEmpty && proposals.All(p => p.Box.IntersectionOverUnion(box) <= _options.SuppressionOverlap))
            {
                proposals.Add(new Region(box, candidate.Score, text));
                if (proposals.Count == _options.MaxProposals)
                {
                    break;
                }
            }
        }

        var found = proposals.Where(p => p.Score >= _options.ScoreThreshold).ToImmutableArray();
        return ModuleResult.FromValue(new RegionsValue(found)) with { Proposals = proposals.ToImmutable() };
    }
}
