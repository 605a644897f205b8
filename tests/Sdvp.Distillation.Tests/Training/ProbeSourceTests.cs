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
    public void CreateProbe_OfTexts_KeepsImageAndAsksOtherText()
    {
        var step = Step("VQA", 1, "what?");

        var asked = Enumerable.Range(0, 4).Select(seed => Texts.CreateProbe(step, seed)!).ToList();

        Assert.All(asked, call => Assert.Equal(step.Arguments["image"], call.Arguments["image"]));
        Assert.Equal(["a?", "b?", "a?", "b?"], asked.Select(call => call.Get<TextValue>("question").Text));
        Assert.Null(Texts.CreateProbe(Step("LOC", 1, "dog"), 0));
    }

    [Fact]
    public void CreateProbe_OfRecords_GivesRecordedCallsOfTheModule()
    {
        var source = new RecordedProbeSource([Step("VQA", 1, "x?"), Step("LOC", 2, "dog"), Step("VQA", 3, "y?")]);

        Assert.Equal("y?", source.CreateProbe(Step("VQA", 9, "z?"), 1)!.Get<TextValue>("question").Text);
        Assert.Equal("dog", source.CreateProbe(Step("LOC", 9, "cat"), 1)!.Get<TextValue>("question").Text);
        Assert.NotEqual(source.Name, new RecordedProbeSource([Step("VQA", 1, "x?")]).Name);
    }

    [Fact]
    public void CreateProbe_OfMixture_DrawsBySharesAndNegativeSeedsToo()
    {
        var recorded = new RecordedProbeSource([Step("VQA", 5, "recorded?")]);
        var mixed = new MixedProbeSource((Texts, 1), (recorded, 3));

        var drawn = Enumerable.Range(-200, 400).Select(seed => mixed.CreateProbe(Step("VQA", 1, "what?"), seed)!.Get<TextValue>("question").Text).ToList();

        Assert.Equal(300, drawn.Count(text => text == "recorded?"));
        Assert.Equal(2, drawn.Where(text => text != "recorded?").Distinct().Count());
    }

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
