using Sdvp.Modules.Torch.Layers;
using Sdvp.Modules.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.Tests.Weights;

/// <summary>A network that has the parameters of any checkpoint, and computes nothing.</summary>
internal sealed class KeyTree : nn.Module<Tensor, Tensor>
{
    private KeyTree()
        : base(nameof(KeyTree))
    {
    }

    public static KeyTree Create(IEnumerable<KeyValuePair<string, SafetensorsEntry>> entries) => Networks.Create(
        () => Build(entries.Select(pair => (pair.Key.Split('.'), pair.Value)).ToList(), 0), CPU);

    public override Tensor forward(Tensor input) => input;

    private static KeyTree Build(List<(string[] Path, SafetensorsEntry Entry)> entries, int depth)
    {
        var tree = new KeyTree();
        foreach (var group in entries.GroupBy(entry => entry.Path[depth]))
        {
            var own = group.Where(entry => entry.Path.Length == depth + 1).ToList();
            if (own.Count > 0)
            {
                tree.register_parameter(group.Key, new TorchSharp.Modules.Parameter(zeros(own[0].Entry.Shape.AsSpan())));
                continue;
            }

            var leaves = group.Where(entry => entry.Path.Length == depth + 2).ToList();
            tree.register_module(group.Key, leaves.Count == group.Count() ? new Leaf(leaves.Select(leaf => (leaf.Path[^1], leaf.Entry))) : Build([.. group], depth + 1));
        }

        return tree;
    }

    private sealed class Leaf : WeightLayer
    {
        public Leaf(IEnumerable<(string Name, SafetensorsEntry Entry)> parameters)
            : base(nameof(Leaf))
        {
            foreach (var (name, entry) in parameters)
            {
                Declare(name, entry.Shape.AsSpan());
            }
        }

        public override Tensor forward(Tensor input) => input;

        protected override void OnParametersChanged()
        {
        }
    }
}
