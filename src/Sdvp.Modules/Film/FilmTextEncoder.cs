using Sdvp.Modules.Text;
using Sdvp.Modules.Torch;
using Sdvp.Modules.Torch.Layers;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Sdvp.Modules.Film;

/// <summary>Text encoder: word and position embeddings, pre-norm self-attention layers, mean over the words: <c>[n, length]</c> → <c>[n, width]</c>.</summary>
internal sealed class FilmTextEncoder : Module<Tensor, Tensor>
{
    private const int Layers = 2;
    private const int Heads = 4;

    private readonly Embedding words;
    private readonly Parameter positions;
    private readonly ModuleList<LayerNorm> norms1;
    private readonly ModuleList<LayerNorm> norms2;
    private readonly ModuleList<LinearLayer> projections;
    private readonly ModuleList<LinearLayer> outputs;
    private readonly ModuleList<LinearLayer> expansions;
    private readonly ModuleList<LinearLayer> contractions;
    private readonly int width;

    public FilmTextEncoder(int vocabulary, int length, int width)
        : base(nameof(FilmTextEncoder))
    {
        this.width = width;
        words = Embedding(vocabulary, width, padding_idx: WordVocabulary.Padding);
        positions = Parameter(randn(length, width).Times(0.1));
        norms1 = ModuleList(Repeat(() => LayerNorm(width)));
        norms2 = ModuleList(Repeat(() => LayerNorm(width)));
        projections = ModuleList(Repeat(() => FilmLinear.Create(width, 3 * width)));
        outputs = ModuleList(Repeat(() => FilmLinear.Create(width, width)));
        expansions = ModuleList(Repeat(() => FilmLinear.Create(width, 2 * width)));
        contractions = ModuleList(Repeat(() => FilmLinear.Create(2 * width, width)));
        RegisterComponents();
    }

    public override Tensor forward(Tensor tokens)
    {
        using var scope = NewDisposeScope();
        var isWord = tokens.DiffersFrom(WordVocabulary.Padding);
        var mask = isWord.unsqueeze(1).unsqueeze(1);
        var x = words.call(tokens).Plus(positions.unsqueeze(0));
        for (var i = 0; i < Layers; i++)
        {
            x = x.Plus(outputs[i].call(Attend(projections[i].call(norms1[i].call(x)), mask)));
            x = x.Plus(contractions[i].call(functional.gelu(expansions[i].call(norms2[i].call(x)))));
        }

        var weights = isWord.to(x.dtype).unsqueeze(-1);
        return ((x * weights).sum(1) / weights.sum(1).AtLeast(1)).MoveToOuterDisposeScope();
    }

    private Tensor Attend(Tensor projected, Tensor mask)
    {
        var (batch, length) = (projected.shape[0], projected.shape[1]);
        var parts = projected.view(batch, length, 3, Heads, width / Heads).permute(2, 0, 3, 1, 4);
        return functional.scaled_dot_product_attention(parts[0], parts[1], parts[2], attn_mask: mask)
            .transpose(1, 2).reshape(batch, length, width);
    }

    private static T[] Repeat<T>(Func<T> make) => [.. Enumerable.Range(0, Layers).Select(_ => make())];
}
