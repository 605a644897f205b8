using Sdvp.Modules.Torch;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Sdvp.Modules.Film;

/// <summary>
/// Looks at the places that the text is about: several heads of scaled dot-product attention whose query is the text. Gives what was
/// seen there, and for each head how well the best place fits: <c>[n, places, channels]</c> and <c>[n, text]</c> → <c>[n, <see cref="Width"/>]</c>.
/// </summary>
internal sealed class FilmAttention : Module<Tensor, Tensor, Tensor>
{
    private const int Heads = 4;

    private readonly Linear query;
    private readonly Linear key;
    private readonly int channels;

    public FilmAttention(int channels, int text)
        : base(nameof(FilmAttention))
    {
        this.channels = channels;
        query = Linear(text, Heads * channels);
        key = Linear(channels, channels);
        RegisterComponents();
    }

    /// <summary>Width of the result.</summary>
    public int Width => Heads * (channels + 1);

    public override Tensor forward(Tensor places, Tensor text)
    {
        using var scope = NewDisposeScope();
        var queries = query.call(text).view(-1, Heads, channels);
        var fits = bmm(queries, key.call(places).transpose(1, 2)).Times(1 / Math.Sqrt(channels));
        var seen = bmm(functional.softmax(fits, 2), places).flatten(1);
        return cat([seen, fits.amax([2])], 1).MoveToOuterDisposeScope();
    }
}
