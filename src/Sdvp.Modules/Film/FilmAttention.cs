using Sdvp.Modules.Torch;
using Sdvp.Modules.Torch.Layers;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Sdvp.Modules.Film;

/// <summary>
/// Looks twice at the places that the text is about: several heads of scaled dot-product attention whose query is the text, then the text and
/// what was seen first. Gives what was seen, how well the best place fits and how many places fit:
/// <c>[n, places, channels]</c> and <c>[n, text]</c> → <c>[n, <see cref="Width"/>]</c>.
/// </summary>
internal sealed class FilmAttention : Module<Tensor, Tensor, Tensor>
{
    private const int Heads = 4;
    private const int Looks = 2;

    private readonly ModuleList<LinearLayer> queries;
    private readonly ModuleList<LinearLayer> keys;
    private readonly int channels;

    public FilmAttention(int channels, int text)
        : base(nameof(FilmAttention))
    {
        this.channels = channels;
        queries = ModuleList([.. Enumerable.Range(0, Looks).Select(look => FilmLinear.Create(text + (look * Heads * channels), Heads * channels))]);
        keys = ModuleList([.. Enumerable.Range(0, Looks).Select(_ => FilmLinear.Create(channels, channels))]);
        RegisterComponents();
    }

    /// <summary>Width of the result.</summary>
    public int Width => Looks * Heads * (channels + 2);

    public override Tensor forward(Tensor places, Tensor text)
    {
        using var scope = NewDisposeScope();
        var known = text;
        var results = new List<Tensor>();
        for (var look = 0; look < Looks; look++)
        {
            var query = queries[look].call(known).view(-1, Heads, channels);
            var fits = bmm(query, keys[look].call(places).transpose(1, 2)).Times(1 / Math.Sqrt(channels));
            var seen = bmm(functional.softmax(fits, 2), places).flatten(1);
            results.AddRange([seen, fits.amax([2]), fits.sigmoid().sum(2)]);
            known = cat([text, seen], 1);
        }

        return cat(results, 1).MoveToOuterDisposeScope();
    }
}
