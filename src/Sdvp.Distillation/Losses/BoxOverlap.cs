using Sdvp.Modules.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Distillation.Losses;

/// <summary>Overlap of boxes, differentiable.</summary>
public static class BoxOverlap
{
    private const double Tiny = 1e-8;

    /// <summary>
    /// Generalised intersection over union of pairs (Rezatofighi et al. 2019): the intersection over union, less the share of the common hull that neither box covers.
    /// </summary>
    /// <param name="first">Left, top, right, bottom, <c>[n, 4]</c>.</param>
    /// <param name="second">Likewise, <c>[n, 4]</c>.</param>
    /// <returns>Numbers in [−1, 1], <c>[n]</c>, in the caller's dispose scope.</returns>
    public static Tensor Generalized(Tensor first, Tensor second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        using var scope = NewDisposeScope();
        var (a, b) = (first.chunk(2, 1), second.chunk(2, 1));
        var common = Area(a[0].maximum(b[0]), a[1].minimum(b[1]));
        var union = Area(a[0], a[1]).Plus(Area(b[0], b[1])).Minus(common);
        var hull = Area(a[0].minimum(b[0]), a[1].maximum(b[1]));
        var overlap = common / union.AtLeast(Tiny);
        var empty = hull.Minus(union) / hull.AtLeast(Tiny);
        return overlap.Minus(empty).MoveToOuterDisposeScope();
    }

    private static Tensor Area(Tensor low, Tensor high) => high.Minus(low).AtLeast(0).prod(1);
}
