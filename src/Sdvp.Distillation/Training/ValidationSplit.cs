using Sdvp.Core.Teaching;
using Sdvp.Core.Values;
using Sdvp.Distillation.Labelling;

namespace Sdvp.Distillation.Training;

/// <summary>Holds labelled steps out of a training. Which ones depends on seed and examples alone.</summary>
internal static class ValidationSplit
{
    private const long Stream = 51;

    /// <summary>Splits steps; none is held out where all belong to the same images.</summary>
    public static (IReadOnlyList<LabelledStep> Learned, IReadOnlyList<LabelledStep> HeldOut) Create(IReadOnlyList<LabelledStep> steps, double share, long seed)
    {
        var groups = steps.GroupBy(s => KeyOf(s.Example), StringComparer.Ordinal).Select(g => g.ToArray()).ToArray();
        var count = Math.Min((int)Math.Ceiling(share * groups.Length), groups.Length - 1);
        var places = SeededOrder.Shuffle(groups.Length, SeededOrder.Mix(seed, Stream)).Take(count).ToHashSet();
        return (Steps(places.Contains, false), Steps(places.Contains, true));

        LabelledStep[] Steps(Func<int, bool> isHeldOut, bool wanted) => [.. groups.Where((_, i) => isHeldOut(i) == wanted).SelectMany(g => g)];
    }

    private static string KeyOf(TaskExample example)
    {
        string[] images = [.. example.Inputs.Values.SelectMany(ImagesIn).Order(StringComparer.Ordinal)];
        return images.Length == 0 ? $"example {example.Id}" : string.Join(' ', images);
    }

    private static IEnumerable<string> ImagesIn(ProgramValue value) => value switch
    {
        ImageValue image => [image.Root.ContentId],
        ListValue list => list.Items.SelectMany(ImagesIn),
        _ => [],
    };
}
