using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs;
using Sdvp.Core.Recording;
using Sdvp.Core.Values;
using Sdvp.Distillation.Training;

namespace Sdvp.Distillation.Tests.Training;

public sealed class ProbeSourceTests
{
    private static readonly TextProbeSource Texts = new(new Dictionary<string, (string, ImmutableArray<string>)> { ["VQA"] = ("question", ["a?", "b?"]) });

    [Fact]
    public void CreateProbes_OfTexts_KeepsImagesAndAsksOtherTexts()
    {
        StepRecord[] steps = [Step("VQA", 1, "what?"), Step("VQA", 2, "what?")];

        var asked = Texts.CreateProbes(steps, 40, 7);

        Assert.Equal(40, asked.Count);
        Assert.All(asked.Select((call, i) => (call, i)), p => Assert.Equal(steps[p.i % 2].Arguments["image"], p.call.Arguments["image"]));
        Assert.Equal(["a?", "b?"], asked.Select(TextOf).Distinct().Order());
        Assert.Empty(Texts.CreateProbes([Step("LOC", 1, "dog")], 3, 0));
    }

    [Fact]
    public void CreateProbes_OfRecords_GivesRecordedCallsOfTheModule()
    {
        var source = new RecordedProbeSource([Step("VQA", 1, "x?"), Step("LOC", 2, "dog"), Step("VQA", 3, "y?")]);

        Assert.Equal(["x?", "y?"], source.CreateProbes([Step("VQA", 9, "z?")], 30, 1).Select(TextOf).Distinct().Order());
        Assert.Equal(["dog"], source.CreateProbes([Step("LOC", 9, "cat")], 5, 1).Select(TextOf).Distinct());
        Assert.Empty(source.CreateProbes([Step("SEG", 9, "cat")], 5, 1));
        Assert.NotEqual(source.Name, new RecordedProbeSource([Step("VQA", 1, "x?")]).Name);
    }

    [Fact]
    public void CreateProbes_OfRecords_GivesCallsOfAnImageTogetherAndEachCallEquallyOften()
    {
        var records = Enumerable.Range(0, 10).SelectMany(image => Enumerable.Range(0, 1 + image).Select(q => Step("VQA", (byte)image, $"{image} {q}?"))).ToList();
        var source = new RecordedProbeSource(records, callsPerImage: 3);

        var drawn = Enumerable.Range(0, 4000).SelectMany(seed => source.CreateProbes([records[0]], 12, seed)).ToList();

        Assert.Equal(48000, drawn.Count);
        var counts = drawn.CountBy(TextOf).ToDictionary();
        Assert.Equal(55, counts.Count);

        // 48000 / 55; images of fewer than three calls come with fewer, so theirs are drawn somewhat less.
        Assert.All(counts.Values, n => Assert.InRange(n, 250, 1250));
        var first = source.CreateProbes([records[0]], 12, 5);
        Assert.True(first.Select(c => c.Arguments["image"]).Distinct().Count() <= 8);
        Assert.Equal(first.Select(TextOf), source.CreateProbes([records[0]], 12, 5).Select(TextOf));
        Assert.NotEqual(first.Select(TextOf), source.CreateProbes([records[0]], 12, 6).Select(TextOf));
    }

    [Fact]
    public void CreateProbes_OfMixture_DrawsByShares()
    {
        var recorded = new RecordedProbeSource([Step("VQA", 5, "recorded?")]);
        var mixed = new MixedProbeSource((Texts, 1), (recorded, 3));

        var drawn = Enumerable.Range(0, 50).SelectMany(seed => mixed.CreateProbes([Step("VQA", 1, "what?")], 20, seed)).Select(TextOf).ToList();

        Assert.Equal(1000, drawn.Count);
        Assert.InRange(drawn.Count(text => text == "recorded?"), 700, 800);
        Assert.Equal(2, drawn.Where(text => text != "recorded?").Distinct().Count());
    }

    private static string TextOf(ModuleCall call) => call.Get<TextValue>("question").Text;

    private static StepRecord Step(string module, byte shade, string text) => new()
    {
        RunId = "run",
        StepIndex = 0,
        Module = module,
        Version = new ModuleVersion("1"),
        Arguments = ImmutableDictionary<string, ProgramValue>.Empty
            .Add("image", new ImageValue(ImageBuffer.FromRgb(1, 1, [shade, 0, 0]))).Add("question", new TextValue(text)),
        Span = new SourceSpan(0, 1, 1, 1),
        Duration = TimeSpan.Zero,
    };
}
