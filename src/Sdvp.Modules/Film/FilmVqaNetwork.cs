using Sdvp.Modules.Text;
using Sdvp.Modules.Torch;
using Sdvp.Modules.Torch.Layers;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Sdvp.Modules.Film;

/// <summary>
/// Answers texts about images. Images <c>[k, 3, s, s]</c>, one row of <c>owners [n, images per call]</c> (indices of images) and of
/// <c>tokens [n, words]</c> for each call → logits <c>[n, answers]</c>. Calls share the features of images that they share.
/// </summary>
internal sealed class FilmVqaNetwork : Module<Tensor, Tensor, Tensor, Tensor>
{
    private readonly FilmStem stem;
    private readonly FilmTextEncoder text;
    private readonly Parameter places;
    private readonly ModuleList<FilmHop> hops;
    private readonly FilmAttention attention;
    private readonly LinearLayer hidden;
    private readonly LinearLayer answers;
    private readonly ModuleList<LinearLayer> sides;
    private readonly int imagesPerCall;

    public FilmVqaNetwork(FilmConfig config)
        : base(nameof(FilmVqaNetwork))
    {
        config.Validate();
        var channels = 4 * config.Width;
        var grid = config.ImageSize / 8;
        imagesPerCall = config.ImagesPerCall;
        stem = new FilmStem(config.Width);
        text = new FilmTextEncoder(new WordVocabulary(config.Words).Count, config.MaxWords, config.TextWidth);
        places = Parameter(NewPlaces(grid, channels));
        hops = ModuleList([.. Enumerable.Range(0, config.Hops).Select(_ => new FilmHop(channels, config.TextWidth))]);
        attention = new FilmAttention(channels, config.TextWidth);
        hidden = FilmLinear.Create((attention.Width + (2 * channels)) * imagesPerCall + config.TextWidth, 2 * channels);

        // Statements on pairs speak of sides: each image gets its own reading of the text.
        sides = ModuleList([.. Enumerable.Range(0, imagesPerCall > 1 ? imagesPerCall : 0).Select(_ => FilmLinear.Create(config.TextWidth, config.TextWidth))]);
        answers = FilmLinear.Create(2 * channels, config.Answers.Length);
        RegisterComponents();
    }

    public override Tensor forward(Tensor images, Tensor owners, Tensor tokens)
    {
        using var scope = NewDisposeScope();
        var features = stem.call(images).Plus(places.unsqueeze(0));
        var question = text.call(tokens);
        var parts = new List<Tensor> { question };
        for (var i = 0; i < imagesPerCall; i++)
        {
            var asked = sides.Count == 0 ? question : question.Plus(functional.relu(sides[i].call(question)));
            parts.Add(Look(features.index_select(0, owners.select(1, i)), asked));
        }

        return answers.call(functional.relu(hidden.call(cat(parts, 1)))).MoveToOuterDisposeScope();
    }

    /// <summary>Small random encodings of places, but for two channels that begin as column and row: without them "where" is learned very late.</summary>
    private static Tensor NewPlaces(int grid, int channels)
    {
        var places = randn(grid * grid, channels).Times(0.1);
        var steps = linspace(-2, 2, grid);
        places.select(1, 0).copy_(steps.repeat(grid));
        places.select(1, 1).copy_(steps.repeat_interleave(grid));
        return places;
    }

    private Tensor Look(Tensor features, Tensor question)
    {
        using var scope = NewDisposeScope();
        var x = features;
        foreach (var hop in hops)
        {
            x = hop.call(x, question);
        }

        return cat([attention.call(x, question), x.amax([1]), x.mean([1L])], 1).MoveToOuterDisposeScope();
    }
}
