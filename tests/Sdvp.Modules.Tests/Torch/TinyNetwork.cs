using Sdvp.Modules.Torch.Layers;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.Tests.Torch;

/// <summary>A small network of every kind of layer: words → two blocks → logits, <c>[n, length]</c> (Int64) → <c>[n, length, 5]</c>.</summary>
internal sealed class TinyNetwork : nn.Module<Tensor, Tensor>
{
    public const int Words = 11;
    public const int Width = 8;

    private readonly EmbeddingLayer words;
    private readonly TorchSharp.Modules.Parameter offset;
    private readonly TorchSharp.Modules.ModuleList<TinyBlock> layer;
    private readonly LinearLayer head;

    public TinyNetwork(double dropout = 0)
        : base(nameof(TinyNetwork))
    {
        words = new EmbeddingLayer(Words, Width, padding: 0);
        offset = new TorchSharp.Modules.Parameter(zeros(Width));
        layer = nn.ModuleList(new TinyBlock(dropout), new TinyBlock(dropout));
        head = new LinearLayer(Width, 5, hasBias: false);
        RegisterComponents();
    }

    public Func<TinyBlock, Tensor, Tensor>? RunBlock { get; set; }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var x = words.call(input).add(offset);
        foreach (var block in layer)
        {
            x = RunBlock?.Invoke(block, x) ?? block.call(x);
        }

        return head.call(x).MoveToOuterDisposeScope();
    }

    public static TinyNetwork Create(long seed, double dropout = 0, ScalarType type = ScalarType.Float32) =>
        Networks.Randomize(Networks.Create(() => new TinyNetwork(dropout), CPU, type), CPU, seed, 0.5, type);

    public static Tensor Input() => tensor(new long[] { 1, 2, 3, 0, 5, 10, 0, 0 }, [2, 4]);
}
