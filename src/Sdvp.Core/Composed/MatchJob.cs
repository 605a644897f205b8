using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Values;

namespace Sdvp.Core.Composed;

/// <summary>What one call of SELECT or CLASSIFY asks the matcher: each object against each text.</summary>
/// <param name="Image">The image.</param>
/// <param name="Objects">The objects that hold a pixel of it; the others cannot be seen.</param>
/// <param name="Names">What the texts name, in the words of the program.</param>
internal sealed record MatchJob(ImageValue Image, ImmutableArray<Region> Objects, ImmutableArray<string> Names)
{
    /// <summary>Logits by object and name; set once the matcher has answered.</summary>
    public double[][] Logits { get; private set; } = [];

    public static MatchJob Create(ImageValue image, IEnumerable<Region> objects, ImmutableArray<string> names) =>
        new(image, [.. objects.Where(o => !o.Box.Intersect(new PixelBox(0, 0, image.Width, image.Height)).IsEmpty)], names);

    public IEnumerable<ModuleCall> Calls()
    {
        var texts = new ListValue([.. Names.Select(n => new TextValue($"a photo of {n}"))]);
        foreach (var item in Names.IsEmpty ? [] : Objects)
        {
            yield return new ModuleCall(ImmutableDictionary<string, ProgramValue>.Empty.Add("image", Image.Crop(item.Box)).Add("texts", texts));
        }
    }

    public void Read(ReadOnlySpan<ModuleResult> results)
    {
        var logits = new double[results.Length][];
        for (var i = 0; i < results.Length; i++)
        {
            logits[i] = ReadOne(results[i]);
        }

        Logits = logits;
    }

    /// <summary>Every pair of object and name as a region with class and class score, best first; without masks, which records would hold once a pair.</summary>
    public ImmutableArray<Region> Pairs() => [.. Logits
        .SelectMany((row, i) => row.Select((logit, k) => Objects[i] with { Mask = null, Class = Names[k], ClassScore = logit }))
        .OrderByDescending(pair => pair.ClassScore)];

    private double[] ReadOne(ModuleResult result)
    {
        if (result.Error is { } error)
        {
            throw new InvalidOperationException($"The matcher failed: {error.Message}", error);
        }

        double[] row = result.Value is ListValue list
            ? [.. list.Items.Select(i => i is NumberValue { Value: var number } && !double.IsNaN(number) ? number : throw Unfit($"an item {i}"))]
            : throw Unfit(result.Value?.Type.ToString() ?? "nothing");
        return row.Length == Names.Length ? row : throw Unfit($"{row.Length} numbers for {Names.Length} texts");
    }

    private static InvalidOperationException Unfit(string what) =>
        new($"The matcher gave {what}; expected is one number, its logit, for each text.");
}
