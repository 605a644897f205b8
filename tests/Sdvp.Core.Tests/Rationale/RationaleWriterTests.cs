using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using CsCheck;
using Sdvp.Core.Generation;
using Sdvp.Core.Programs;
using Sdvp.Core.Rationale;
using Sdvp.Core.Rationale.Html;
using Sdvp.Core.Recording;
using Sdvp.Core.Tests.Generation;
using Sdvp.Core.Tests.Recording;
using Sdvp.Core.Values;

namespace Sdvp.Core.Tests.Rationale;

public sealed partial class RationaleWriterTests
{
    private const string Evil = "\"'><script>alert('x')</script><img src=x onerror=alert(1)>&\n</style></code>";

    private static readonly RationaleWriter _writer = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Names => ["scene", "composite", "failed", "refused", "hostile"];

    [Theory]
    [MemberData(nameof(Names))]
    public void RenderHtml_AnyRun_IsWellFormedAndSelfContained(string name)
    {
        var html = _writer.RenderHtml(Get(name), "../index.html");

        var document = Parse(html);
        var links = document.Descendants().Attributes().Where(a => a.Name.LocalName is "href" or "src").Select(a => a.Value).ToArray();
        var ids = document.Descendants().Attributes("id").Select(a => a.Value).ToArray();
        Assert.NotEmpty(links);
        Assert.All(links, link => Assert.True(
            link == "../index.html" || link.StartsWith("data:image/png;base64,", StringComparison.Ordinal) || (link[0] == '#' && ids.Contains(link[1..])), link[..Math.Min(60, link.Length)]));
        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.Empty(document.Descendants("script"));
        Assert.DoesNotContain(document.Descendants().Attributes(), a => a.Name.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("url(", html, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", html, StringComparison.Ordinal);
        Assert.Equal(html, _writer.RenderHtml(Get(name), "../index.html"));
    }

    [Fact]
    public void RenderHtml_Scene_ShowsEveryPart()
    {
        var html = _writer.RenderHtml(DemoRuns.Scene());

        foreach (var part in new[]
        {
            "Is the circle to the right of the blue square red?", "5 steps", "38 ms", "warning VP001", "3fa2c81e77d0", "86%", "class=\"given\"", "class=\"rejected\"",
            "class=\"asked\"", "class=\"cut\"", "aria-label=\"right\"", "expected <b>yes</b>", "id=\"p2\"", "href=\"#s2\"", "id=\"s2\"", "href=\"#p2\"", "80 &#181;s", "{ANSWER0}",
        })
        {
            Assert.Contains(part, html, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("fell back", html, StringComparison.Ordinal);
    }

    [Fact]
    public void RenderHtml_Program_StandsThereWholeLineByLine()
    {
        foreach (var rationale in new[] { DemoRuns.Scene(), DemoRuns.Composite(), DemoRuns.Refused() })
        {
            var lines = Parse(_writer.RenderHtml(rationale)).Descendants("ol").First(o => (string?)o.Attribute("class") == "src").Elements("li").Select(li => li.Element("code")!.Value);

            Assert.Equal(rationale.Source!.TrimEnd('\n').Split('\n'), lines);
        }
    }

    [Fact]
    public void RenderHtml_Composite_HoldsItsCallsInside()
    {
        var document = Parse(_writer.RenderHtml(DemoRuns.Composite()));

        var composite = document.Descendants("li").Single(li => (string?)li.Attribute("id") == "s4");
        Assert.Equal(["s5", "s6"], composite.Element("details")!.Descendants("li").Attributes("id").Select(a => a.Value));
        Assert.Contains("2 calls inside", composite.Element("details")!.Value, StringComparison.Ordinal);
        Assert.Equal(["s0", "s1", "s2", "s3", "s4"], composite.Parent!.Elements("li").Attributes("id").Select(a => a.Value));
    }

    [Fact]
    public void RenderHtml_LineInALoop_LinksItsCalls()
    {
        var line = Parse(_writer.RenderHtml(DemoRuns.Composite())).Descendants("li").Single(li => ((string?)li.Attribute("class"))?.StartsWith("line", StringComparison.Ordinal) == true && li.Value.Contains("colors.append", StringComparison.Ordinal));

        Assert.Equal(["2", "3", "4"], line.Descendants("a").Where(a => ((string)a.Attribute("class")!).StartsWith("chip", StringComparison.Ordinal)).Select(a => a.Value));
    }

    [Fact]
    public void RenderHtml_Masks_AreDrawnWhereTheyLie()
    {
        var run = DemoRuns.Scene();
        var mask = RegionMask.FromCoverage(new PixelBox(10, 20, 13, 22), [255, 0, 200, 255, 127, 128]);
        var crop = DemoRuns.Image.Crop(new PixelBox(5, 6, 90, 90));
        var record = run.Run.Records[0] with
        {
            Arguments = run.Run.Records[0].Arguments.SetItem("image", crop),
            Value = new RegionsValue([new Region(mask.Box, 0.9, "leaf") { Mask = mask, Class = "maple" }]),
            Proposals = [],
        };

        var path = Parse(_writer.RenderHtml(run with { Run = run.Run with { Records = [record] } })).Descendants("path").Single();

        Assert.Equal("M0 0h1v1h-1zM2 0h1v1h-1zM0 1h1v1h-1zM2 1h1v1h-1z", (string)path.Attribute("d")!);
        Assert.Equal("translate(15 26) scale(1 1)", (string)path.Attribute("transform")!);
    }

    [Fact]
    public void RenderHtml_LargeMask_StaysSmall()
    {
        var run = DemoRuns.Scene();
        var box = new PixelBox(0, 0, 900, 500);
        var mask = RegionMask.FromCoverage(box, [.. Enumerable.Range(0, 450_000).Select(i => (byte)(i * 7919 % 256))]);
        var record = run.Run.Records[0] with { Value = new RegionsValue([new Region(box) { Mask = mask }]) };

        var page = _writer.RenderHtml(run with { Run = run.Run with { Records = [record] } });

        Assert.InRange(page.Length, 10_000, 300_000);
        Assert.Contains("scale(9.375 5.208)", page, StringComparison.Ordinal);
    }

    [Fact]
    public void RenderHtml_Failed_SaysWhereAndWhatCameInstead()
    {
        var html = _writer.RenderHtml(DemoRuns.Failed());

        Assert.Contains("The program failed. ", html, StringComparison.Ordinal);
        Assert.Contains("The image has too few pixels.", html, StringComparison.Ordinal);
        Assert.Contains("Answer of the fallback", html, StringComparison.Ordinal);
        Assert.Contains("The fallback <b>question</b> answered in its place.", html, StringComparison.Ordinal);
        Assert.Contains("aria-label=\"wrong\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public void RenderHtml_Refused_ShowsTheErrorsAtTheirLines()
    {
        var line = Parse(_writer.RenderHtml(DemoRuns.Refused())).Descendants("li").First(li => ((string?)li.Attribute("class"))?.StartsWith("line", StringComparison.Ordinal) == true);

        Assert.Contains("error VP002 There is no module FIND. Suggestion: LOC", line.Value, StringComparison.Ordinal);
        Assert.Contains("The program did not run. ", _writer.RenderHtml(DemoRuns.Refused()), StringComparison.Ordinal);
    }

    [Fact]
    public void RenderHtml_HostileText_IsTextEverywhere()
    {
        var html = _writer.RenderHtml(DemoRuns.Hostile(Evil));

        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;", html, StringComparison.Ordinal);
    }

    [Fact]
    public void RenderHtml_AnyText_NeverBreaksThePage() =>
        Gen.String.Sample(text => Parse(_writer.RenderHtml(DemoRuns.Hostile(text))), iter: 60);

    [Fact]
    public void RenderHtml_MoreStepsThanShown_SaysSo()
    {
        var run = DemoRuns.Scene();
        var many = run with { Run = run.Run with { Records = [.. Enumerable.Range(0, 50).Select(i => run.Run.Records[2] with { StepIndex = i })] } };

        var html = new RationaleWriter(new() { MaxSteps = 20 }).RenderHtml(many);

        Assert.Equal(20, Parse(html).Descendants("li").Count(li => ((string?)li.Attribute("id"))?[0] == 's'));
        Assert.Contains("30 further steps", html, StringComparison.Ordinal);
        Assert.Contains("50 steps", html, StringComparison.Ordinal);
        Assert.Contains("+14", html, StringComparison.Ordinal);
    }

    [Fact]
    public void RenderHtml_ParentThatIsNotThere_HidesNothing()
    {
        var run = DemoRuns.Composite();
        var damaged = run with { Run = run.Run with { Records = [.. run.Run.Records.Select(r => r.StepIndex switch { 5 => r with { Parent = 99 }, 6 => r with { Parent = 6 }, _ => r })] } };

        var html = _writer.RenderHtml(damaged);

        Assert.All(Enumerable.Range(0, 7), i => Assert.Contains($"id=\"s{i}\"", html, StringComparison.Ordinal));
    }

    [Fact]
    public void RenderHtml_LargeImage_IsScaledDownForThePage()
    {
        var large = new ImageValue(ImageBuffer.FromRgb(400, 200, [.. Enumerable.Range(0, 400 * 200 * 3).Select(i => (byte)(i * 31))]));
        var run = DemoRuns.Scene() with { Inputs = ImmutableDictionary<string, ProgramValue>.Empty.Add("IMAGE", large) };

        var page = new RationaleWriter(new() { MaxImageSide = 50 }).RenderHtml(run);

        var image = Parse(page).Descendants("image").First();
        var png = PngReader.Decode("page", Convert.FromBase64String(((string)image.Attribute("href")!)["data:image/png;base64,".Length..]));
        Assert.Equal((50, 25), (png.Width, png.Height));
        Assert.Equal(("400", "200"), ((string)image.Attribute("width")!, (string)image.Attribute("height")!));
    }

    [Fact]
    public void RenderJson_Run_HoldsWhatThePageShows()
    {
        using var json = JsonDocument.Parse(RationaleWriter.RenderJson(DemoRuns.Failed()));
        var root = json.RootElement;

        Assert.Equal("no", root.GetProperty("answer").GetString());
        Assert.False(root.GetProperty("correct").GetBoolean());
        Assert.Equal(DemoRuns.VisProg, root.GetProperty("source").GetString());
        Assert.Equal("VP001", root.GetProperty("diagnostics")[0].GetProperty("code").GetString());
        Assert.Equal("question", root.GetProperty("fallback").GetString());
        Assert.Equal(4, root.GetProperty("run").GetProperty("records").GetArrayLength());
        var name = root.GetProperty("inputs").GetProperty("IMAGE").GetProperty("root").GetString()!;
        Assert.Equal(DemoRuns.Image.Root.ContentId, name);
        var png = root.GetProperty("images").GetProperty(name).GetString()!;
        Assert.Equal(DemoRuns.Image.Root, PngReader.Decode("json", Convert.FromBase64String(png["data:image/png;base64,".Length..])));
    }

    [Fact]
    public void RenderJson_AnyText_IsJson() =>
        Gen.String.Sample(text => JsonDocument.Parse(RationaleWriter.RenderJson(DemoRuns.Hostile(text))).Dispose(), iter: 100);

    [Fact]
    public async Task SaveAllAsync_ManyRuns_WritesListPagesAndJson()
    {
        using var folder = new TemporaryFolder();
        var runs = new[] { DemoRuns.Scene(), DemoRuns.Composite(), DemoRuns.Failed(), DemoRuns.Refused(), DemoRuns.Hostile("../../evil"), DemoRuns.Hostile("..\\..\\evil") };

        var index = await _writer.SaveAllAsync("Six runs", runs.ToAsyncEnumerable(), folder.Path, Cancellation);

        var document = Parse(await File.ReadAllTextAsync(index, Cancellation));
        var links = document.Descendants("a").Select(a => (string)a.Attribute("href")!).ToArray();
        Assert.Equal(6, links.Distinct().Count());
        Assert.All(links, link => Assert.True(File.Exists(folder.File(link)) && File.Exists(folder.File(Path.ChangeExtension(link, ".json")))));
        Assert.Equal(12, Directory.GetFiles(folder.File("runs")).Length);
        Assert.Equal(13, Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories).Length);
        var kinds = document.Descendants("ul").Single(u => (string?)u.Attribute("class") == "runs").Elements("li").Select(li => (string)li.Attribute("class")!).ToArray();
        Assert.Equal(["is-all is-right is-repaired", "is-all", "is-all is-wrong is-failed is-fallback is-repaired", "is-all is-wrong is-failed"], kinds[..4]);
    }

    [Fact]
    public async Task From_Vote_ShowsVotesAndReplies()
    {
        var registry = Generators.Registry();
        var generator = Generators.Create(ScriptedChatClient.Saying(Generators.Refused, Generators.Program, Generators.OtherProgram), new() { Samples = 2, MaxConcurrency = 1 }, registry: registry);
        var vote = await new ProgramVoter(generator, Generators.Runner(registry)).VoteAsync(Generators.Request, Generators.Inputs, Cancellation);

        var rationale = RunRationale.From(vote, Generators.Inputs) with { Gold = "red" };

        Assert.Equal(("red", true, true), (rationale.Answer, rationale.IsCorrect, rationale.IsRepaired));
        var html = _writer.RenderHtml(rationale);
        Assert.Contains("50% of 2 samples agree", html, StringComparison.Ordinal);
        Assert.Contains("Written by the model, sample 1, repaired in 1 round", html, StringComparison.Ordinal);
        Assert.Contains("1/2", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task From_VoteWithoutProgram_ShowsWhatWasRefused()
    {
        var registry = Generators.Registry();
        var generator = Generators.Create(ScriptedChatClient.Saying(Generators.Refused), new() { RepairRounds = 0 }, registry: registry);
        var vote = await new ProgramVoter(generator, Generators.Runner(registry)).VoteAsync(Generators.Request, Generators.Inputs, Cancellation);

        var rationale = RunRationale.From(vote, Generators.Inputs);

        Assert.Empty(rationale.Run.Records);
        Assert.True(rationale.IsRefused);
        Assert.Equal(Generators.Refused, rationale.Source);
        Assert.Contains("VP016", rationale.Failure, StringComparison.Ordinal);
        Assert.Contains(rationale.Diagnostics, d => d.Severity == DiagnosticSeverity.Error);
    }

    [Theory]
    [InlineData(0, 1024)]
    [InlineData(1, 15)]
    public void Constructor_OptionOutOfRange_IsRefused(int steps, int side) =>
        Assert.Throws<ArgumentException>(() => new RationaleWriter(new() { MaxSteps = steps, MaxImageSide = side }));

    [Fact]
    public void Classify_AnySource_GivesEachCharacterAKind() =>
        Gen.String[Gen.Char["ab1 '\"#\\\n(_.é"], 0, 60].Sample(source => Assert.Equal(source.Length, SourceHighlighter.Classify(source).Length), iter: 2000);

    [Fact]
    public void Classify_Python_KnowsItsWords()
    {
        const string Source = "for x in f(3.5):  # note\n  y = 'a\\'b' + \"c";
        var kinds = SourceHighlighter.Classify(Source);

        Assert.Equal(TokenKind.Word, kinds[0]);
        Assert.Equal(TokenKind.Name, kinds[4]);
        Assert.Equal(TokenKind.Call, kinds[Source.IndexOf("f(", StringComparison.Ordinal)]);
        Assert.Equal(TokenKind.Number, kinds[Source.IndexOf('.', StringComparison.Ordinal)]);
        Assert.Equal(TokenKind.Comment, kinds[Source.IndexOf("note", StringComparison.Ordinal)]);
        Assert.Equal(TokenKind.Text, kinds[Source.IndexOf("b'", StringComparison.Ordinal)]);
        Assert.Equal(TokenKind.Text, kinds[^1]);
        Assert.Equal(TokenKind.Other, kinds[Source.IndexOf('+', StringComparison.Ordinal)]);
    }

    private static RunRationale Get(string name) => name switch
    {
        "scene" => DemoRuns.Scene(),
        "composite" => DemoRuns.Composite(),
        "failed" => DemoRuns.Failed(),
        "refused" => DemoRuns.Refused(),
        _ => DemoRuns.Hostile(Evil),
    };

    // Void elements closed and boolean attributes given values, HTML of this kind is XML: tags balance and attributes are quoted.
    internal static XDocument Parse(string html) =>
        XDocument.Parse(VoidElements().Replace(html.Replace("<!DOCTYPE html>", "", StringComparison.Ordinal), "$0</$1>"), LoadOptions.PreserveWhitespace);

    [GeneratedRegex("<(meta|input)[^>]*>")]
    private static partial Regex VoidElements();
}
