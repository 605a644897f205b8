using System.Text.RegularExpressions;
using System.Xml.Linq;
using CsCheck;
using Sdvp.Core.Values;
using Sdvp.Distillation.Reporting;
using Sdvp.Distillation.Reporting.Html;
using Sdvp.Distillation.Tests.Evaluation;

namespace Sdvp.Distillation.Tests.Reporting;

public sealed partial class HtmlReportTests
{
    private static readonly HtmlReport _report = new(DemoReport.EncodePng);

    [Fact]
    public void Render_Demo_ShowsEveryPart()
    {
        var html = _report.Render(DemoReport.Create());

        foreach (var part in new[] { "id=\"results\"", "id=\"curves\"", "id=\"labels\"", "id=\"failures\"", "id=\"examples\"", "<polyline", "class=\"taught\"", "low-confidence", "62.3" })
        {
            Assert.Contains(part, html, StringComparison.Ordinal);
        }

        Assert.Contains("&lt;big&gt;", html, StringComparison.Ordinal);
        Assert.Contains("ANSWER0=VQA(image=IMAGE0,question=&#39;What color is the circle?&#39;)", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_Demo_IsWellFormedAndSelfContained()
    {
        var html = _report.Render(DemoReport.Create());

        // Void elements closed, HTML of this kind is XML: tags balance and attributes are quoted.
        var document = XDocument.Parse(VoidElements().Replace(html.Replace("<!DOCTYPE html>", "", StringComparison.Ordinal), "$0</$1>"));
        var links = document.Descendants().Attributes().Where(a => a.Name.LocalName is "href" or "src").Select(a => a.Value).ToArray();
        var ids = document.Descendants().Attributes("id").Select(a => a.Value).ToArray();

        Assert.NotEmpty(links);
        Assert.All(links, link => Assert.True(link.StartsWith("data:image/png;base64,", StringComparison.Ordinal) || ids.Contains(link.TrimStart('#')), link[..Math.Min(40, link.Length)]));
        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.Empty(document.Descendants("script"));
        Assert.DoesNotContain("url(", html, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_SameImageManyTimes_IsEncodedOnce()
    {
        var encoded = 0;
        var html = new HtmlReport(image => { encoded++; return DemoReport.EncodePng(image); }).Render(DemoReport.Create());

        Assert.Equal(3, encoded);
        Assert.Equal(3, html.Split("data:image/png;base64,").Length - 1);
    }

    [Fact]
    public void Render_Twice_IsTheSame() => Assert.Equal(_report.Render(DemoReport.Create()), _report.Render(DemoReport.Create()));

    [Fact]
    public void Render_NothingButTitle_HasNoSections()
    {
        var html = _report.Render(new ReportModel { Title = "Empty" });

        Assert.DoesNotContain("<section", html, StringComparison.Ordinal);
        Assert.Contains("<h1>Empty</h1>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_HostileText_IsEscapedEverywhere()
    {
        const string Evil = "\"><script>alert('x')</script>&";
        var demo = DemoReport.Create();
        var step = demo.Examples[0].Runs[0].Steps[0] with { Source = Evil, Error = Evil, Value = Evil, Gold = Evil, Regions = null };
        var model = new ReportModel
        {
            Title = Evil,
            Summary = Evil,
            ResultsNote = Evil,
            Facts = [new(Evil, Evil)],
            Sections =
            [
                new(
                    "own",
                    Evil,
                    [
                        new ReportText(Evil),
                        new ReportResults(Evil, new ResultTable { Columns = [new(Evil)], Rows = [new(Evil, demo.Results!.Rows[0].Cells)] }, Evil, IsCompact: true),
                        new ReportGrid(Evil, [Evil], [[Evil]], Evil),
                        new ReportClaims(Evil, [new() { Name = Evil, Text = Evil }], Evil),
                        new ReportPlot { Title = Evil, XTitle = Evil, YTitle = Evil, Series = [new(Evil, [new(0, double.NaN), new(1, 2) { Label = Evil, YInterval = (1, 3) }])], Note = Evil },
                        new ReportBars(Evil, [new(Evil, new(0.1, 0, 0.2, 9))], Evil),
                    ]),
            ],
            Results = new ResultTable { Columns = [new(Evil)], Rows = [new(Evil, demo.Results!.Rows[0].Cells)] },
            Curves = [new(Evil, Evil, Evil, [new(Evil, [new(0, 1), new(1, 2)])])],
            Labels = [new() { Name = Evil, Steps = 1, Labelled = 1, Abstentions = demo.Labels[0].Abstentions.Add(Evil, 1) }],
            Failures = [new(Evil, Evil, 1)],
            Examples =
            [
                demo.Examples[0] with
                {
                    Id = Evil,
                    Question = Evil,
                    Gold = Evil,
                    Family = Evil,
                    Inputs = [new(Evil, demo.Examples[0].Inputs[0].Value)],
                    Runs = [demo.Examples[0].Runs[0] with { Title = Evil, Answer = Evil, Error = Evil, Steps = [step, step with { Error = null, Answers = null }] }],
                },
            ],
        };

        var html = _report.Render(model);

        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("NaN", html, StringComparison.Ordinal);
        Assert.NotNull(XDocument.Parse(VoidElements().Replace(html.Replace("<!DOCTYPE html>", "", StringComparison.Ordinal), "$0</$1>")));
    }

    [Fact]
    public void Render_RunsOfDifferentLength_ShowBoth()
    {
        var demo = DemoReport.Create();
        var runs = demo.Examples[1].Runs;

        var html = _report.Render(new ReportModel { Title = "t", Examples = [demo.Examples[1] with { Runs = [runs[1], runs[0]] }] });

        Assert.Contains("not reached", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_StepsThatDidTheSame_ShareOneCell()
    {
        var html = _report.Render(DemoReport.Create());

        Assert.Equal(2, html.Split("the same before and after").Length - 1);
    }

    [Fact]
    public async Task SaveAsync_Report_IsInPlace()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File(Path.Combine("new", "report.html"));

        await _report.SaveAsync(DemoReport.Create(), path, TestContext.Current.CancellationToken);

        Assert.Equal(_report.Render(DemoReport.Create()), await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(path)!));
    }

    [Fact]
    public void Around_AnyValues_HoldsThemWithFewTicks() =>
        Gen.Double[-1e6, 1e6].Array[0, 10].Sample(values =>
        {
            var axis = Axis.Around(values, 5);
            Assert.InRange(axis.Ticks.Length, 2, 9);
            Assert.All(values, value => Assert.InRange(axis.Place(value), -1e-9, 1 + 1e-9));
            Assert.Equal(axis.Ticks.Length, axis.Ticks.Select(axis.Print).Distinct().Count());
        });

    [GeneratedRegex("<(meta)[^>]*>")]
    private static partial Regex VoidElements();
}
