using System.Xml.Linq;
using Sdvp.Core.Execution;
using Sdvp.Core.Programs.Viper;
using Sdvp.Core.Rationale;
using Sdvp.Core.Tests.Generation;
using Sdvp.Core.Values;

namespace Sdvp.Core.Tests.Rationale;

/// <summary>A Viper run on modules of a script, as a page.</summary>
public class ViperRationaleTests
{
    private const string Source = """
        def execute_command(image):
            scene = ImagePatch(image)
            names = []
            for thing in scene.find('mug'):
                names.append(thing.simple_query('What color is it?'))
            if scene.exists('tray'):
                return f"{len(names)} on a tray"
            return 'nothing'
        """;

    [Fact]
    public async Task RenderHtml_ViperRun_ShowsLinesWithTheirCallsAndChildrenOfComposites()
    {
        var registry = ViperWorld.Registry(boxes: 2);
        var inputs = ViperWorld.Pictures(["image"]);
        var program = new ViperLanguage().Parse(Source, registry.ToParseOptions(inputs)).GetProgramOrThrow();
        var run = await new ProgramRunner(registry, [new ViperLanguage()]).RunAsync(new ProgramRequest("v1", program, inputs), TestContext.Current.CancellationToken);

        var html = new RationaleWriter().RenderHtml(RunRationale.From("How many mugs?", program, inputs, run));

        var page = RationaleWriterTests.Parse(html).Root!;
        Assert.Equal(new TextValue("2 on a tray"), run.Value);
        Assert.Equal(Source.Split('\n'), Lines(page).Select(l => l.Element("code")!.Value));
        Assert.Equal(["s0"], LinksOf(page, "scene.find"));
        Assert.Equal(["s1", "s2"], LinksOf(page, "names.append"));
        Assert.Equal("s3", LinksOf(page, "scene.exists")[0]);
        Assert.Empty(LinksOf(page, "return 'nothing'"));
        var composite = Items(page).Single(i => (string?)i.Attribute("id") == "s3");
        Assert.Equal(["s4", "s5", "s6"], Items(composite).Select(i => (string?)i.Attribute("id")).Where(id => id is not null));
        Assert.Contains("3 calls inside", composite.Value, StringComparison.Ordinal);
        Assert.Contains("Is this a tray?", composite.Value, StringComparison.Ordinal);
        Assert.Contains(composite.Descendants(), e => e.Name.LocalName == "svg");
        Assert.Equal(["s0", "s1", "s2", "s3"], composite.Parent!.Elements().Select(i => (string?)i.Attribute("id")));
    }

    private static IEnumerable<XElement> Items(XElement page) => page.Descendants().Where(e => e.Name.LocalName == "li");

    private static IEnumerable<XElement> Lines(XElement page) =>
        page.Descendants().First(e => e.Name.LocalName == "ol" && (string?)e.Attribute("class") == "src").Elements();

    private static string[] LinksOf(XElement page, string part) =>
    [
        .. Lines(page).Single(l => l.Value.Contains(part, StringComparison.Ordinal)).Descendants()
            .Where(a => a.Name.LocalName == "a" && ((string?)a.Attribute("class"))?.StartsWith("chip", StringComparison.Ordinal) == true)
            .Select(a => ((string)a.Attribute("href")!).TrimStart('#')),
    ];
}
