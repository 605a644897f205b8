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

namespace Sdvp.Modules.Clip;

/// <summary>
/// Compares an image with texts by CLIP (Radford et al. 2021): <c>MATCH(image: Image, texts: List) → List</c> of logits, the scale times the cosine. Results carry the softmax over
/// the texts. An image that several calls of a batch share is encoded once, a text once and for all. Thread-safe; owns its network.
/// </summary>
public sealed class ClipMatchModule : ITrainableModule, IPreparingModule, IDisposable
{
    private readonly ClipNetwork _network;
    private readonly ClipCheckpoint _checkpoint;
    private readonly ClipMatchOptions _options;
    private readonly DeviceGate _gate;
    private readonly ImagesAhead _images;
    private readonly ClipTextCache _texts;
    private readonly double _scale;

    internal ClipMatchModule(string name, ClipNetwork network, ClipCheckpoint checkpoint, ClipMatchOptions options, DeviceGate gate)
    {
        Signature = StandardSignatures.Match(name);
        _network = Networks.Freeze(network);
        _checkpoint = checkpoint;
        _images = new ImagesAhead(checkpoint.Inputs.Process);
        _options = options;
        _gate = gate;
        _texts = new ClipTextCache(options.MaxCachedTexts);
        _scale = gate.Run(network.Scale);
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
    /// <param name="gate">The device; <see cref="ClipMatchOptions.Device"/> is not looked at.</param>
    /// <returns>The module; the caller owns it.</returns>
    /// <exception cref="InvalidDataException">The folder holds no CLIP, or a file is absent or damaged, or the adapter is of another network; the file is named.</exception>
    /// <exception cref="ArgumentException">An option lies outside its range.</exception>
    public static ClipMatchModule Load(string name, ClipMatchOptions options, DeviceGate gate)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(gate);
        options.Validate(name);
        var checkpoint = new ClipCheckpoint(options.Folder);
        return gate.Run(() => new ClipMatchModule(name, checkpoint.Load(gate.Device, options.Type, options.Adapter), checkpoint, options with { }, gate));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ModuleResult>> InvokeAsync(IReadOnlyList<ModuleCall> calls, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(calls);
        cancellationToken.ThrowIfCancellationRequested();
        var images = new DistinctItems<ImageValue>();
        var requests = calls.Select(call => Read(call, images)).ToList();
        var texts = _texts.Get(requests.SelectMany(r => r.Texts).Select(_options.Fill), missing => EncodeTexts(missing, cancellationToken));
        var seen = EncodeImages(images.Items, cancellationToken);
        return new ValueTask<IReadOnlyList<ModuleResult>>([.. requests.Select(request => request.Error is { } error
            ? ModuleResult.FromError(error)
            : MatchTexts.ToResult(request.Texts, [.. request.Texts.Select(text => _scale * Dot(seen[request.Image], texts[_options.Fill(text)]))]))]);
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
        return new ClipMatchStudent(Signature, network, _checkpoint, _options, _gate);
    });

    /// <inheritdoc/>
    public void Dispose() => _network.Dispose();

    private static (int Image, ImmutableArray<string> Texts, Exception? Error) Read(ModuleCall call, DistinctItems<ImageValue> images)
    {
        try
        {
            var texts = MatchTexts.Read(call);
            var image = call.Get<ImageValue>("image");
            return (images.Add(image.ContentId, () => image), texts, null);
        }
        catch (ArgumentException error)
        {
            // One call that cannot be answered does not fail the others of its batch.
            return (-1, [], error);
        }
    }

    private List<float[]> EncodeTexts(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        var encoded = new List<float[]>(texts.Count);
        foreach (var chunk in texts.Chunk(_options.MaxBatch))
        {
            encoded.AddRange(Run(
                [.. chunk.Select(_checkpoint.Inputs.Encode)],
                tokens =>
                {
                    var (ids, mask) = _checkpoint.Inputs.ToIds(tokens, _gate.Device);
                    return _network.EncodeTexts(ids, mask);
                },
                cancellationToken));
        }

        return encoded;
    }

    private List<float[]> EncodeImages(IReadOnlyList<ImageValue> images, CancellationToken cancellationToken)
    {
        var prepared = _images.BeginBatch();
        var encoded = new List<float[]>(images.Count);
        foreach (var chunk in images.Chunk(_options.MaxBatch))
        {
            encoded.AddRange(Run(
                [.. chunk.Select(prepared.Get)],
                pixels => _network.EncodeImages(_checkpoint.Inputs.ToPixels(pixels, _gate.Device, _options.Type)),
                cancellationToken));
        }

        return encoded;
    }

    /// <summary>The rows of the matrices that the network gives.</summary>
    private IReadOnlyList<float[]> Run<T>(T[] inputs, Func<IReadOnlyList<T>, Tensor> forward, CancellationToken cancellationToken) => _gate.RunBatch(
        inputs,
        part =>
        {
            using var noGrad = no_grad();
            using var scope = NewDisposeScope();
            var rows = forward(part).to_type(ScalarType.Float32).cpu().contiguous();
            return rows.data<float>().ToArray().Chunk((int)rows.shape[1]).ToArray();
        },
        cancellationToken);

    private static double Dot(float[] left, float[] right)
    {
        var sum = 0.0;
        for (var i = 0; i < left.Length; i++)
        {
            sum += (double)left[i] * right[i];
        }

        return sum;
    }
}
