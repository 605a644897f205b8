using Sdvp.Modules.Torch;
using Sdvp.Modules.Torch.Layers;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Sdvp.Modules.Film;

/// <summary>
/// A residual layer over all places whose channels are scaled and shifted by the text (feature-wise linear modulation,
/// after Perez et al. 2018): <c>[n, places, channels]</c> and <c>[n, text]</c> → <c>[n, places, channels]</c>.
/// </summary>
internal sealed class FilmHop : Module<Tensor, Tensor, Tensor>
{
    private readonly LinearLayer mix;
    private readonly LayerNorm norm;
    private readonly LinearLayer modulation;

    public FilmHop(int channels, int text)
        : base(nameof(FilmHop))
    {
        mix = FilmLinear.Create(channels, channels);
        norm = LayerNorm(channels, elementwise_affine: false);
        modulation = FilmLinear.Create(text, 2 * channels);
        RegisterComponents();
    }

    public override Tensor forward(Tensor places, Tensor text)
    {
        using var scope = NewDisposeScope();
        var parts = modulation.call(text).unsqueeze(1).chunk(2, 2);
        var modulated = (norm.call(mix.call(places)) * parts[0].Plus(1)).Plus(parts[1]);
        return places.Plus(functional.relu(modulated)).MoveToOuterDisposeScope();
    }
}
