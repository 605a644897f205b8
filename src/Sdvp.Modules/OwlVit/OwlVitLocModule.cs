using Sdvp.Core.Modules;
using Sdvp.Core.Values;
using Sdvp.Modules.Clip;
using Sdvp.Modules.Imaging;
using Sdvp.Modules.Torch;
using Sdvp.Modules.Torch.Layers;
using Sdvp.Modules.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.OwlVit;

/// <summary>
/// Finds what a text names by OWL-ViT (Minderer et al. 2022): <c>LOC(image: Image, object: Text) → Regions</c>, best first, with scores. Results carry all
/// proposals, also those below the threshold. An image that several calls of a batch share is encoded once, a text once and for all.
/// Thread-safe; owns its network.
/// </summary>
public sealed class OwlVitLocModule : ITrainableModule, IPreparingModule, IDisposable
{
    private const int TextsAtOnce = 64;

    private readonly OwlVitNetwork _network;
    private readonly OwlVitCheckpoint _checkpoint;
    private readonly OwlVitOptions _options;
    private readonly DeviceGate _gate;
    private readonly ImagesAhead _images;
    private readonly ClipTextCache _texts;

    internal OwlVitLocModule(string name, OwlVitNetwork network, OwlVitCheckpoint checkpoint, OwlVitOptions options, DeviceGate gate)
    {
        Signature = StandardSignatures.Loc(name);
        _network = Networks.Freeze(network);
        _checkpoint = checkpoint;
        _images = new ImagesAhead(checkpoint.Inputs.Process);
        _options = options;
        _gate = gate;
        _texts = new ClipTextCache(options.MaxCachedTexts);
        Version = WeightsHash.Compute(network, $"{checkpoint.Identity};{options.Detection.Describe()}");
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
    /// <param name="gate">The device; <see cref="OwlVitOptions.Device"/> is not looked at.</param>
    /// <returns>The module; the caller owns it.</returns>
    /// <exception cref="InvalidDataException">The folder holds no OWL-ViT, or a file is absent or damaged, or the adapter is of another network; the file is named.</exception>
    /// <exception cref="ArgumentException">An option lies outside its range.</exception>
    public static OwlVitLocModule Load(string name, OwlVitOptions options, DeviceGate gate)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(gate);
        options.Validate(name);
        var checkpoint = new OwlVitCheckpoint(options.Folder);
        return gate.Run(() => new OwlVitLocModule(name, checkpoint.Load(gate.Device, options.Type, options.Adapter), checkpoint, options with { }, gate));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ModuleResult>> InvokeAsync(IReadOnlyList<ModuleCall> calls, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(calls);
        cancellationToken.ThrowIfCancellationRequested();
        var results = new ModuleResult[calls.Count];
        var requests = new List<Request>();
        for (var i = 0; i < calls.Count; i++)
        {
            var (image, text) = (calls[i].Get<ImageValue>("image"), calls[i].Get<TextValue>("object").Text);
            if (FindPlace(image, text) is { } place)
            {
                results[i] = ModuleResult.FromValue(new RegionsValue([new Region(place, 1, text)]));
            }
            else
            {
                requests.Add(new Request(i, image, text));
            }
        }

        var texts = _texts.Get(requests.Select(r => _options.Detection.Fill(r.Text)), missing => EncodeTexts(missing, cancellationToken));

        // Calls on one image stand together, so that few images are in two batches.
        foreach (var chunk in requests.GroupBy(r => r.Image.ContentId, StringComparer.Ordinal).SelectMany(g => g).Chunk(_options.MaxBatch))
        {
            Answer(chunk, texts, results, cancellationToken);
        }

        return new ValueTask<IReadOnlyList<ModuleResult>>(results);
    }

    /// <inheritdoc/>
    public void Prepare(ModuleCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        var image = call.Get<ImageValue>("image");
        if (FindPlace(image, call.Get<TextValue>("object").Text) is null)
        {
            _images.Prepare(image);
        }
    }

    /// <inheritdoc/>
    public IStudent CreateStudent() => _gate.Run(() =>
    {
        var network = _checkpoint.Copy(_network, _gate.Device, _options.TrainingType);
        network.Checkpoint = _options.CheckpointsActivations ? new ActivationCheckpoint() : null;
        return new OwlVitStudent(Signature, network, _checkpoint, _options, _gate);
    });

    /// <inheritdoc/>
    public void Dispose() => _network.Dispose();

    private PixelBox? FindPlace(ImageValue image, string text) => _options.Detection.KnowsPlaces ? OwlVitPlaces.Find(text, image.Width, image.Height) : null;

    private void Answer(Request[] requests, IReadOnlyDictionary<string, float[]> texts, ModuleResult[] results, CancellationToken cancellationToken)
    {
        var images = _images.BeginBatch();
        var inputs = requests.Select(r => (Image: images.Get(r.Image), Query: texts[_options.Detection.Fill(r.Text)])).ToList();
        var seen = _gate.RunBatch(inputs, Look, cancellationToken);
        for (var i = 0; i < requests.Length; i++)
        {
            var (image, text) = (requests[i].Image, requests[i].Text);
            results[requests[i].Index] = OwlVitRegions.Select(seen[i].Scores.Span, seen[i].Boxes.Span, image.Width, image.Height, text, _options.Detection);
        }
    }

    private (ReadOnlyMemory<float> Scores, ReadOnlyMemory<BoxCorners> Boxes)[] Look(IReadOnlyList<(ImageBuffer Image, float[] Query)> inputs)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var images = inputs.Select(i => i.Image).Distinct(ReferenceEqualityComparer.Instance).Cast<ImageBuffer>().ToList();
        var owners = inputs.Select(i => images.FindIndex(image => ReferenceEquals(image, i.Image))).ToList();
        var places = _network.EncodeImages(_checkpoint.Inputs.ToPixels(images, _gate.Device, _options.Type));
        var wanted = tensor([.. inputs.SelectMany(i => i.Query)], [inputs.Count, 1, inputs[0].Query.Length], device: _gate.Device).to_type(_options.Type);
        var logits = _network.Score(places.index_select(0, tensor([.. owners.Select(o => (long)o)], device: _gate.Device)), wanted);
        var scores = logits.sigmoid().cpu().contiguous().data<float>().ToArray();
        var boxes = OwlVitBoxes.ToCorners(_network.Boxes(places));
        var count = scores.Length / inputs.Count;
        return [.. owners.Select((owner, i) => (new ReadOnlyMemory<float>(scores, i * count, count), new ReadOnlyMemory<BoxCorners>(boxes, owner * count, count)))];
    }

    private List<float[]> EncodeTexts(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        var encoded = new List<float[]>(texts.Count);
        foreach (var chunk in texts.Chunk(TextsAtOnce))
        {
            var tokens = chunk.Select(_checkpoint.Inputs.Encode).ToList();
            encoded.AddRange(_gate.RunBatch(tokens, Encode, cancellationToken));
        }

        return encoded;
    }

    private float[][] Encode(IReadOnlyList<long[]> tokens)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var (ids, mask) = _checkpoint.Inputs.ToIds(tokens, _gate.Device);
        var rows = _network.EncodeTexts(ids, mask).to_type(ScalarType.Float32).cpu().contiguous();
        return rows.data<float>().ToArray().Chunk((int)rows.shape[1]).ToArray();
    }

    private sealed record Request(int Index, ImageValue Image, string Text);
}
