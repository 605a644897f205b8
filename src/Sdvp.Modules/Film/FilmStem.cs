using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Sdvp.Modules.Film;

/// <summary>Convolutional feature extractor: <c>[n, 3, s, s]</c> → <c>[n, (s/8)², channels]</c>, one row for each place, row by row from the top.</summary>
internal sealed class FilmStem : Module<Tensor, Tensor>
{
    private readonly Sequential layers;

    public FilmStem(int width)
        : base(nameof(FilmStem))
    {
        layers = Sequential(
            Block(3, width, 2),
            Block(width, 2 * width, 2),
            Block(2 * width, 2 * width, 1),
            Block(2 * width, 4 * width, 2),
            Block(4 * width, 4 * width, 1));
        RegisterComponents();
    }

    public override Tensor forward(Tensor images)
    {
        using var scope = NewDisposeScope();
        return layers.call(images).flatten(2).transpose(1, 2).contiguous().MoveToOuterDisposeScope();
    }

    private static Sequential Block(int from, int to, int stride) => Sequential(
        Conv2d(from, to, 3, stride: stride, padding: 1, bias: false),
        NewNorm(to),
        ReLU(inplace: false));

    /// <summary>TorchSharp 0.107 leaves the weights of a new GroupNorm uninitialised (LayerNorm's are set).</summary>
    private static GroupNorm NewNorm(int channels)
    {
        var norm = GroupNorm(8, channels);
        init.ones_(norm.weight!);
        init.zeros_(norm.bias!);
        return norm;
    }
}
