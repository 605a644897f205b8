using static TorchSharp.torch;

namespace Sdvp.Modules.Torch;

/// <summary>Gradients of a large batch from small ones that fit the device, one after another.</summary>
public static class GradientAccumulation
{
    /// <summary>
    /// Computes the gradients of the mean loss over many items. They are added to what the parameters have; the optimizer's step then follows as after one large batch.
    /// </summary>
    /// <typeparam name="T">An item.</typeparam>
    /// <param name="items">The items; at least one.</param>
    /// <param name="size">Items that go through the network together; at least 1.</param>
    /// <param name="optimizer">The optimizer of the parameters.</param>
    /// <param name="loss">Gives the mean loss over some items, as a scalar tensor; called within a dispose scope.</param>
    /// <param name="weight">The weight that an item has in the mean, where <paramref name="loss"/> is a weighted one; null for equal weights. Not all are 0.</param>
    /// <returns>The mean loss over all items.</returns>
    /// <exception cref="ArgumentException">There are no items, or no weight is above 0.</exception>
    public static double Run<T>(IReadOnlyList<T> items, int size, AdamWOptimizer optimizer, Func<IReadOnlyList<T>, Tensor> loss, Func<T, double>? weight = null)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ArgumentNullException.ThrowIfNull(optimizer);
        ArgumentNullException.ThrowIfNull(loss);
        var total = items.Sum(item => weight?.Invoke(item) ?? 1);
        if (!(total > 0))
        {
            throw new ArgumentException($"The {items.Count} items weigh {total} together; more than 0 is expected.", nameof(items));
        }

        var mean = 0.0;
        foreach (var part in items.Chunk(size))
        {
            using var scope = NewDisposeScope();
            var share = part.Sum(item => weight?.Invoke(item) ?? 1) / total;
            if (share > 0)
            {
                var scaled = loss(part).Times(share);
                scaled.backward();
                optimizer.AccumulateGradients();
                mean += scaled.to(ScalarType.Float64).item<double>();
            }
        }

        return mean;
    }
}
