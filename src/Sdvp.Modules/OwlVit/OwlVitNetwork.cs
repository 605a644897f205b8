using Sdvp.Modules.Clip;
using Sdvp.Modules.Torch;
using Sdvp.Modules.Torch.Layers;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Sdvp.Modules.OwlVit;

/// <summary>Hugging Face's <c>OwlViTForObjectDetection</c>, after Minderer et al. 2022. Parameters have its names.</summary>
internal sealed class OwlVitNetwork : Module, ICheckpointedNetwork
{
    private readonly OwlVitModel owlvit;
    private readonly OwlVitClassHead class_head;
    private readonly OwlVitBoxHead box_head;
    private readonly LayerNormLayer layer_norm;
    private readonly int grid;

    public OwlVitNetwork(OwlVitConfig config)
        : base(nameof(OwlVitNetwork))
    {
        grid = config.Vision.Grid;
        owlvit = new OwlVitModel(config);
        class_head = new OwlVitClassHead(config.Vision.HiddenSize, config.Text.HiddenSize);
        box_head = new OwlVitBoxHead(config.Vision.HiddenSize, grid);
        layer_norm = new LayerNormLayer(config.Vision.HiddenSize, config.Vision.LayerNormEpsilon);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public ActivationCheckpoint? Checkpoint
    {
        get => owlvit.Checkpoint;
        set => owlvit.Checkpoint = value;
    }

    /// <summary>The model without its heads: CLIP.</summary>
    public OwlVitModel Base => owlvit;

    /// <summary>Looks for texts.</summary>
    /// <param name="pixels">Normalised pixels, <c>[n, channels, size, size]</c>.</param>
    /// <param name="ids">Token ids, <c>[n · queries, length]</c>: all queries of the first image, then those of the second. One that begins with 0 is padding.</param>
    /// <param name="mask">1 for tokens, 0 for padding, or null.</param>
    public OwlVitOutput Detect(Tensor pixels, Tensor ids, Tensor? mask)
    {
        var images = pixels.shape[0];
        if (ids.shape[0] % images != 0)
        {
            throw new ArgumentException($"{ids.shape[0]} queries were given for {images} images; every image needs the same number.", nameof(ids));
        }

        using var scope = NewDisposeScope();
        var text = owlvit.Text.Encode(ids, mask);
        var queries = ClipNetwork.Unit(owlvit.ProjectTexts(text.Pooled)).view(images, ids.shape[0] / images, -1);
        var present = ids.select(1, 0).view(images, -1).to_type(ScalarType.Bool);
        var (places, vision) = Look(pixels);
        var (logits, classes) = class_head.Score(places, queries, present);
        var map = places.view(images, grid, grid, -1);
        return new OwlVitOutput(logits, box_head.call(places), queries, map, classes, text, vision).MoveToOuterDisposeScope();
    }

    /// <summary>Queries in the common space, of length 1: ids and mask → <c>[n, projection]</c>.</summary>
    public Tensor EncodeTexts(Tensor ids, Tensor? mask) => owlvit.EncodeTexts(ids, mask);

    /// <summary>The features of all places of images: <c>[n, grid², vision]</c>.</summary>
    public Tensor EncodeImages(Tensor pixels)
    {
        using var scope = NewDisposeScope();
        return Look(pixels).Places.MoveToOuterDisposeScope();
    }

    /// <summary>Scores places by encoded queries: <c>[n, grid², vision]</c> and <c>[n, queries, projection]</c> → <c>[n, grid², queries]</c>.</summary>
    public Tensor Score(Tensor places, Tensor queries)
    {
        using var scope = NewDisposeScope();
        return class_head.Score(places, queries, null).Logits.MoveToOuterDisposeScope();
    }

    /// <summary>The box of each place: centre, width and height as fractions, <c>[n, grid², 4]</c>.</summary>
    public Tensor Boxes(Tensor places) => box_head.call(places);

    /// <summary>Looks in each image for what an example image shows.</summary>
    /// <param name="pixels">The searched images.</param>
    /// <param name="examples">One example for each of them.</param>
    public OwlVitGuidedOutput DetectLike(Tensor pixels, Tensor examples)
    {
        if (pixels.shape[0] != examples.shape[0])
        {
            throw new ArgumentException($"{examples.shape[0]} examples were given for {pixels.shape[0]} images; every image needs one.", nameof(examples));
        }

        using var scope = NewDisposeScope();
        var examplePlaces = EncodeImages(examples);
        var exampleBoxes = box_head.call(examplePlaces);
        var shown = class_head.Embed(examplePlaces);
        var chosen = Choose(exampleBoxes, shown);
        var rows = tensor([.. chosen.Select(c => (long)c)], [chosen.Length, 1, 1], device: shown.device).expand(-1, 1, shown.shape[2]);
        var places = EncodeImages(pixels);
        var logits = class_head.Score(places, shown.gather(1, rows), null).Logits;
        return new OwlVitGuidedOutput(
            logits.MoveToOuterDisposeScope(), box_head.call(places).MoveToOuterDisposeScope(), exampleBoxes.MoveToOuterDisposeScope(), chosen);
    }

    private static int[] Choose(Tensor boxes, Tensor shown)
    {
        var mean = shown.mean([1L], keepdim: true);
        var likeness = shown.bmm(mean.transpose(1, 2)).squeeze(2).to_type(ScalarType.Float32).cpu().contiguous().data<float>().ToArray();
        var corners = OwlVitBoxes.ToCorners(boxes);
        var count = (int)shown.shape[1];
        return [.. Enumerable.Range(0, corners.Length / count).Select(i => OwlVitQuery.Choose(corners.AsSpan(i * count, count), likeness.AsSpan(i * count, count)))];
    }

    /// <summary>The class token is multiplied into every place: that is how detection sees the image as a whole.</summary>
    private (Tensor Places, ClipTowerOutput Vision) Look(Tensor pixels)
    {
        var vision = owlvit.Vision.Encode(pixels);
        var states = owlvit.Vision.Normalise(vision.HiddenStates);
        var places = states.narrow(1, 1, states.shape[1] - 1) * states.narrow(1, 0, 1);
        return (layer_norm.call(places), vision);
    }
}
