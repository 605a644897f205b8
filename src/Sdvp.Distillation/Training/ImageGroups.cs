using Sdvp.Core.Recording;
using Sdvp.Core.Values;

namespace Sdvp.Distillation.Training;

/// <summary>
/// Which steps look at the same image. They are trained on together: networks that look at an image once for all questions of a batch do so once, which is most of the cost of a
/// small network.
/// </summary>
internal static class ImageGroups
{
    /// <summary>Equal for steps that look at the same part of the same image; for a step without an image, the step itself.</summary>
    public static object KeyOf(StepRecord step)
    {
        ImageValue? seen = null;
        foreach (var (_, value) in step.Arguments)
        {
            if (value is ImageValue image)
            {
                // More than one image a call: only steps that share all of them would share work, and such steps are rare.
                if (seen is not null)
                {
                    return step;
                }

                seen = image;
            }
        }

        return (object?)seen ?? step;
    }

    /// <summary>The places of items in an order that the seed decides, in which those of one image follow each other.</summary>
    public static int[] Shuffle(IReadOnlyList<int[]> groups, long seed)
    {
        var order = new List<int>();
        foreach (var group in SeededOrder.Shuffle(groups.Count, seed))
        {
            order.AddRange(groups[group]);
        }

        return [.. order];
    }
}
