using System.Text.Json;
using System.Xml.Linq;
using Sdvp.Distillation.Reporting;
using Sdvp.Distillation.Tests.Evaluation;
using Sdvp.Samples.Study.Report;
using Sdvp.Samples.Study.Results;

namespace Sdvp.Distillation.Tests.Study;

public sealed class StudyWriterTests
{
    [Fact]
    public async Task WriteAsync_Study_WritesAllFilesTheSameEachTime()
    {
        using var folder = new TemporaryFolder();
        var files = FilesIn(folder.File("new"));
        var console = new StringWriter();

        await StudyWriter.WriteAsync(SyntheticStudy.Create(), console, files, TestContext.Current.CancellationToken);

        // The same results, analysed another time.
        var report = StudyReport.Of(SyntheticStudy.Analysis);
        Assert.Equal(MarkdownReport.Render(report), console.ToString());
        Assert.Equal(MarkdownReport.Render(report), await ReadAsync(files.Markdown!));
        Assert.Equal(new HtmlReport().Render(report), await ReadAsync(files.Html!));
        Assert.Equal(StudyJson.Of(SyntheticStudy.Analysis), await File.ReadAllBytesAsync(files.Json!, TestContext.Current.CancellationToken));
        Assert.Equal(StudyCsv.Of(SyntheticStudy.Create().Cells), await ReadAsync(files.Csv!));
        Assert.Equal(4, Directory.GetFiles(folder.File("new")).Length);
    }

    [Fact]
    public void Json_Study_HasClaimsAndRows()
    {
        using var json = JsonDocument.Parse(StudyJson.Of(SyntheticStudy.Analysis));
        var root = json.RootElement;

        Assert.Equal(90, root.GetProperty("seconds").GetDouble());
        Assert.Equal("1, 2", root.GetProperty("settings").GetProperty("seeds").GetString());
        Assert.Equal(78, root.GetProperty("claims").GetArrayLength());
        var claim = root.GetProperty("claims").EnumerateArray().Single(c => c.GetProperty("name").GetString() == "viper/bar/recovered-taskB");
        Assert.Equal(0.72, claim.GetProperty("estimate").GetDouble(), 9);
        Assert.True(claim.GetProperty("low").GetDouble() < 0.72 && claim.GetProperty("high").GetDouble() > 0.72);
        Assert.InRange(claim.GetProperty("p").GetDouble(), 0, 0.05);
        Assert.True(claim.GetProperty("holds").GetBoolean());
        var framework = root.GetProperty("frameworks").GetProperty("visprog");
        Assert.Equal(
            [Rows.Before, Rows.TeacherAlone, Rows.TeacherDirect, Rows.Naive, Rows.Stepwise, Rows.Best, Rows.Joint],
            framework.GetProperty("rows").EnumerateArray().Select(r => r.GetProperty("name").GetString()));
        Assert.Equal(0.5575, framework.GetProperty("rows")[0].GetProperty("columns").GetProperty("taskA").GetProperty("mean").GetDouble(), 9);
        Assert.Equal((15 * 7) + (6 * 2), framework.GetProperty("mcnemar").GetArrayLength());
        Assert.Equal(["data", "noise", "transfer"], framework.GetProperty("ablations").EnumerateObject().Select(a => a.Name).Order());
    }

    [Fact]
    public void Json_NotMeasured_IsNull()
    {
        using var json = JsonDocument.Parse(StudyJson.Of(new StudyAnalysis(new StudyResults([], "x", [], 0))));

        Assert.All(json.RootElement.GetProperty("claims").EnumerateArray(), claim =>
        {
            Assert.Equal(JsonValueKind.Null, claim.GetProperty("holds").ValueKind);
            Assert.Equal(JsonValueKind.Null, claim.GetProperty("p").ValueKind);
            Assert.Equal(JsonValueKind.Null, claim.GetProperty("estimate").ValueKind);
        });
    }

    [Fact]
    public void Csv_TextWithSeparators_IsQuoted()
    {
        var cell = SyntheticStudy.Cell("a, \"b\"\nc", setting: 0.25, columns: [(StudyColumn.TaskB, 50, 250), (StudyColumn.TaskA, 100, 0)]);
        var unknown = cell with { Columns = cell.Columns.Add("new", new ColumnOutcome("11")) };

        Assert.Equal(
            "framework,seed,section,row,setting,column,examples,right,accuracy,steps,steps_right,step_accuracy,training_seconds\r\n"
            + "visprog,1,main,\"a, \"\"b\"\"\nc\",0.25,taskA,200,100,0.5,1000,0,0,12.5\r\n"
            + "visprog,1,main,\"a, \"\"b\"\"\nc\",0.25,taskB,200,50,0.25,1000,250,0.25,12.5\r\n"
            + "visprog,1,main,\"a, \"\"b\"\"\nc\",0.25,new,2,2,1,0,0,,12.5\r\n",
            StudyCsv.Of([unknown]));
    }

    [Fact]
    public void Html_Study_HasEveryRowAndIsWellFormed()
    {
        var html = new HtmlReport().Render(StudyReport.Of(SyntheticStudy.Analysis));
        var document = XDocument.Parse(System.Text.RegularExpressions.Regex.Replace(html.Replace("<!DOCTYPE html>", "", StringComparison.Ordinal), "<(meta)[^>]*>", "$0</$1>"));

        var headings = document.Descendants("th").Select(e => e.Value).ToHashSet();
        Assert.All(new[] { "before", "teacher alone", "teacher direct", "naive", "stepwise", "best", "joint", "EWC, 0.1", "25 %", "distilled on viper" }, row => Assert.Contains(row, headings));
        Assert.Equal(78, document.Descendants("li").Count(li => li.Elements("b").Any(b => b.Value == "holds")));
        Assert.True(document.Descendants("svg").Count(svg => (string?)svg.Attribute("role") == "img") >= 4);
        Assert.All(document.Descendants("svg").Where(svg => (string?)svg.Attribute("role") == "img"), svg => Assert.NotEmpty(svg.Element("title")!.Value));
        Assert.DoesNotContain("NaN", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Infinity", html, StringComparison.Ordinal);
        Assert.DoesNotContain("://", html, StringComparison.Ordinal);
        var ids = document.Descendants().Attributes("id").Select(a => a.Value).ToArray();
        Assert.Equal(ids.Length, ids.Distinct().Count());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(20)]
    public void Report_Interrupted_StillPrintsAndSaysWhatIsMissing(int cells)
    {
        var whole = SyntheticStudy.Create();
        var report = StudyReport.Of(new StudyAnalysis(whole with { Cells = [.. whole.Cells.Take(cells)] }));
        var (markdown, html) = (MarkdownReport.Render(report), new HtmlReport().Render(report));

        Assert.Contains("Viper: Nothing was measured.", markdown, StringComparison.Ordinal);
        Assert.Contains("not measured", markdown, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", markdown + html, StringComparison.Ordinal);
    }

    [Fact]
    public void Report_FewerSeedsInOneRow_SaysWhich()
    {
        var whole = SyntheticStudy.Create();
        var cells = whole.Cells.Where(c => !(c.Row == Rows.Best && c.Seed == 2 && c.Section == Sections.Main));

        Assert.Contains("The row 'best' lacks the seeds 2.", MarkdownReport.Render(StudyReport.Of(new StudyAnalysis(whole with { Cells = [.. cells] }))), StringComparison.Ordinal);
    }

    [Fact]
    public void Results_AsJson_ComeBack()
    {
        var results = SyntheticStudy.Create();

        var read = JsonSerializer.Deserialize<StudyResults>(JsonSerializer.SerializeToUtf8Bytes(results))!;

        Assert.Equal((results.Command, results.Seconds), (read.Command, read.Seconds));
        Assert.Equal(results.Settings, read.Settings);
        Assert.Equal(results.Cells.SelectMany(c => c.Labels.Values), read.Cells.SelectMany(c => c.Labels.Values));
        Assert.Equal(StudyCsv.Of(results.Cells), StudyCsv.Of(read.Cells));
    }

    private static StudyFiles FilesIn(string folder) => new()
    {
        Html = Path.Combine(folder, "study.html"),
        Csv = Path.Combine(folder, "study.csv"),
        Json = Path.Combine(folder, "study.json"),
        Markdown = Path.Combine(folder, "study.md"),
    };

    private static Task<string> ReadAsync(string path) => File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
}
