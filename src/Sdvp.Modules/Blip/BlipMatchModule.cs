using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Values;
using Sdvp.Modules.Imaging;
using Sdvp.Modules.Text;
using Sdvp.Modules.Torch;
using Sdvp.Modules.Torch.Layers;
using Sdvp.Modules.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.Blip;

/// <summary>
/// Compares an image with texts by BLIP's matching head (Li et al. 2022): <c>MATCH(image: Image, texts: List) → List</c> of logits, match minus no match: the sigmoid of one is the
/// probability that the text fits. Results carry the softmax over the texts. An image that several calls of a batch share is encoded once. Thread-safe; owns its network.
/// </summary>
public sealed class BlipMatchModule : ITrainableModule, IPreparingModule, IDisposable
{
    private readonly BlipMatchNetwork _network;
    private readonly BlipCheckpoint<BlipMatchNetwork> _checkpoint;
    private readonly BlipMatchOptions _options;
    private readonly BlipMatchRunner _runner;
    private readonly DeviceGate _gate;
    private readonly ImagesAhead _images;

    internal BlipMatchModule(string name, BlipMatchNetwork network, BlipCheckpoint<BlipMatchNetwork> checkpoint, BlipMatchOptions options, DeviceGate gate)
    {
        Signature = StandardSignatures.Match(name);
        _network = Networks.Freeze(network);
        _checkpoint = checkpoint;
        _images = new ImagesAhead(checkpoint.Inputs.Process);
        _options = options;
        _gate = gate;
        _runner = new BlipMatchRunner(network, checkpoint, gate.Device, options.Type);
        Version = WeightsHash.Compute(network, $"{checkpoint.Identity};{options.Template}");
    }

    /// <inheritdoc/>
    public ModuleSignature Signature { get; }

    /// <inheritdoc/>
    public ModuleVersion Version { get; }

    /// <inheritdoc/>
    public torch.ScalarType TrainingType => _options.TrainingType;

    /// <summary>Loads a module from the folder of a checkpoint.</summary>
    /// <param name="name">The name in programs.</param>
    /// <param name="options">The folder and how to run; copied.</param>
    /// <param name="gate">The device; <see cref="BlipMatchOptions.Device"/> is not looked at.</param>
    /// <returns>The module; the caller owns it.</returns>
    /// <exception cref="InvalidDataException">The folder holds no such BLIP, or a file is absent or damaged, or the adapter is of another network; the file is named.</exception>
    /// <exception cref="ArgumentException">An option lies outside its range.</exception>
    public static BlipMatchModule Load(string name, BlipMatchOptions options, DeviceGate gate)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(gate);
        options.Validate(name);
        var checkpoint = new BlipCheckpoint<BlipMatchNetwork>(options.Folder, c => new BlipMatchNetwork(c));
        return gate.Run(() => new BlipMatchModule(name, checkpoint.Load(gate.Device, options.Type, options.Adapter), checkpoint, options with { }, gate));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ModuleResult>> InvokeAsync(IReadOnlyList<ModuleCall> calls, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(calls);
        cancellationToken.ThrowIfCancellationRequested();
        var images = _images.BeginBatch();
        var requests = calls.Select(call => Read(call, images)).ToList();
        var pairs = requests.SelectMany((r, i) => r.Error is null ? r.Texts.Select((text, j) => (Call: i, Place: j, Image: r.Image!, Text: text)) : []);
        var logits = requests.Select(r => new double[r.Texts.Length]).ToArray();
        foreach (var batch in pairs.GroupBy(p => p.Image).SelectMany(g => g).Chunk(_options.MaxBatch))
        {
            var values = _gate.RunBatch([.. batch.Select(p => (p.Image, _checkpoint.Inputs.Encode(BlipMatchStudent.Fill(_options, p.Text))))], Compare, cancellationToken);
            for (var i = 0; i < batch.Length; i++)
            {
                logits[batch[i].Call][batch[i].Place] = values[i];
            }
        }

        return new ValueTask<IReadOnlyList<ModuleResult>>(
            [.. requests.Select((r, i) => r.Error is { } error ? ModuleResult.FromError(error) : MatchTexts.ToResult(r.Texts, logits[i]))]);
    }

    /// <inheritdoc/>
    public void Prepare(ModuleCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        _images.Prepare(call.Get<ImageValue>("image"));
    }

    /// <inheritdoc/>
    public IStudent CreateStudent() => _gate.Run(() =>
    {
        var network = _checkpoint.Copy(_network, _gate.Device, _options.TrainingType);
        network.Checkpoint = _options.CheckpointsActivations ? new ActivationCheckpoint() : null;
        return new BlipMatchStudent(Signature, network, _checkpoint, _options, _gate);
    });

    /// <inheritdoc/>
    public void Dispose() => _network.Dispose();

    private static (ImageBuffer? Image, ImmutableArray<string> Texts, Exception? Error) Read(ModuleCall call, PreparedImages images)
    {
        try
        {
            return (images.Get(call.Get<ImageValue>("image")), MatchTexts.Read(call), null);
        }
        catch (ArgumentException error)
        {
            // One call that cannot be answered does not fail the others of its batch.
            return (null, [], error);
        }
    }

    private float[] Compare(IReadOnlyList<(ImageBuffer Image, long[] Tokens)> pairs)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        return _runner.Compare(pairs).cpu().data<float>().ToArray();
    }
}
