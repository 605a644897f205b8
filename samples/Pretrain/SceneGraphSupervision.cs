using Sdvp.Core.Values;
using Sdvp.Modules.Torch;
using Sdvp.Samples.Scenes.World;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Sdvp.Samples.Pretrain;

/// <summary>
/// Dense supervision from scene graphs, as in models for GQA: at each place of the feature grid, whether the centre of an object lies there, and its
/// attributes. Questions alone teach a small network what a star looks like only after thousands of steps. The head is thrown away after training.
/// </summary>
internal sealed class SceneGraphSupervision : IDisposable
{
    private static readonly string[] Attributes = ["shape", "color", "size", "pattern"];
    private static readonly int[] Sizes = [.. Attributes.Select(a => SceneVocabulary.ValuesOf(a).Length)];

    private readonly int _grid;
    private Tensor? _seen;

    public SceneGraphSupervision(nn.Module network, int channels, int grid)
    {
        _grid = grid;
        Head = nn.Linear(channels, 1 + Sizes.Sum());
        var stem = (nn.Module<Tensor, Tensor>)network.named_children().Single(child => child.name == "stem").module;
        stem.register_forward_hook((_, _, features) =>
        {
            _seen = Head.call(features).DetachFromDisposeScope();
            return features;
        });
    }

    public Linear Head { get; }

    /// <summary>Targets of an image: for each place 0, or 1 and the attributes' values.</summary>
    public long[] Targets(Scene scene, PixelBox region)
    {
        var targets = new long[_grid * _grid * 5];
        foreach (var item in scene.VisibleIn(region))
        {
            var at = 5 * LocBatch.PlaceOf(item, region, _grid);
            targets[at] = 1;
            for (var i = 0; i < Attributes.Length; i++)
            {
                targets[at + 1 + i] = SceneVocabulary.ValuesOf(Attributes[i]).IndexOf(item.ValueOf(Attributes[i]));
            }
        }

        return targets;
    }

    /// <summary>Loss of the images of the last forward pass, in the order in which they came first.</summary>
    public Tensor Loss(long[] targets)
    {
        using var scope = NewDisposeScope();
        using var seen = _seen!.view(-1, 1 + Sizes.Sum());
        var rows = tensor(targets, [targets.Length / 5, 5]);
        var isObject = rows.select(1, 0);
        var loss = nn.functional.binary_cross_entropy_with_logits(seen.select(1, 0), isObject.to(float32)).Times(4);
        var objects = isObject.nonzero().squeeze(1);
        var (found, wanted) = (seen.index_select(0, objects), rows.index_select(0, objects));
        var start = 1;
        for (var i = 0; i < Attributes.Length; i++)
        {
            loss = loss.Plus(nn.functional.cross_entropy(found.narrow(1, start, Sizes[i]), wanted.select(1, i + 1)).Times(0.25));
            start += Sizes[i];
        }

        _seen.Dispose();
        _seen = null;
        return loss.MoveToOuterDisposeScope();
    }

    /// <summary>Forgets what was seen by a forward pass that nothing is learned from.</summary>
    public void Forget()
    {
        _seen?.Dispose();
        _seen = null;
    }

    public void Dispose()
    {
        Forget();
        Head.Dispose();
    }
}
