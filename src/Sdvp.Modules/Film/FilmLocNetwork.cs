using Sdvp.Modules.Text;
using Sdvp.Modules.Torch;
using Sdvp.Modules.Torch.Layers;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Sdvp.Modules.Film;

/// <summary>
/// Finds what a text names. Every place of the feature grid is a candidate: a score whether the centre of such an object lies
/// there, and the distances from the place to the four sides of its box. Inputs as in <see cref="FilmVqaNetwork"/> with one image a call;
/// output scores <c>[n, places]</c> and boxes <c>[n, places, 4]</c> (left, top, right, bottom as fractions).
/// </summary>
internal sealed class FilmLocNetwork : Module<Tensor, Tensor, Tensor, (Tensor Scores, Tensor Boxes)>
{
    private readonly FilmStem stem;
    private readonly FilmTextEncoder text;
    private readonly Parameter places;
    private readonly ModuleList<FilmHop> hops;
    private readonly LinearLayer query;
    private readonly LinearLayer key;
    private readonly LinearLayer extent;
    private readonly int grid;

    public FilmLocNetwork(FilmConfig config)
        : base(nameof(FilmLocNetwork))
    {
        config.Validate();
        var channels = 4 * config.Width;
        grid = config.ImageSize / 8;
        stem = new FilmStem(config.Width);
        text = new FilmTextEncoder(new WordVocabulary(config.Words).Count, config.MaxWords, config.TextWidth);
        places = Parameter(randn(grid * grid, channels).Times(0.1));
        hops = ModuleList([.. Enumerable.Range(0, config.Hops).Select(_ => new FilmHop(channels, config.TextWidth))]);
        query = FilmLinear.Create(config.TextWidth, channels + 1);
        key = FilmLinear.Create(channels, channels);
        extent = FilmLinear.Create(channels, 4);
        RegisterComponents();
    }

    public override (Tensor Scores, Tensor Boxes) forward(Tensor images, Tensor owners, Tensor tokens)
    {
        using var scope = NewDisposeScope();
        var features = stem.call(images).Plus(places.unsqueeze(0));
        var x = features.index_select(0, owners.select(1, 0));
        var question = text.call(tokens);
        foreach (var hop in hops)
        {
            x = hop.call(x, question);
        }

        // Boxes do not depend on the text: they come from the image's features, so that re-scoring leaves them alone.
        var sides = functional.relu(extent.call(features).Plus(1)).index_select(0, owners.select(1, 0)).Times(1.0 / grid);
        var centers = Centers(features.device);
        var boxes = cat([centers.Minus(sides.narrow(2, 0, 2)), centers.Plus(sides.narrow(2, 2, 2))], 2);
        return (Score(x, question).MoveToOuterDisposeScope(), boxes.MoveToOuterDisposeScope());
    }

    /// <summary>How well each place fits the text: the product of their encodings, and a bound that the text sets (a longer description is harder to fit).</summary>
    private Tensor Score(Tensor places, Tensor question)
    {
        var asked = query.call(question);
        var channels = asked.shape[1] - 1;
        var fits = bmm(key.call(places), asked.narrow(1, 0, channels).unsqueeze(2)).squeeze(2).Times(1 / Math.Sqrt(channels));
        return fits.Plus(asked.narrow(1, channels, 1));
    }

    private Tensor Centers(Device device)
    {
        var steps = arange(grid, dtype: float32, device: device).Plus(0.5).Times(1.0 / grid);
        var x = steps.unsqueeze(0).expand(grid, grid);
        var y = steps.unsqueeze(1).expand(grid, grid);
        return stack([x, y], -1).view(1, grid * grid, 2);
    }
}
