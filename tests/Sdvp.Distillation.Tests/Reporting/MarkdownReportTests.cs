using System.Collections.Immutable;
using Sdvp.Distillation.Evaluation;
using Sdvp.Distillation.Reporting;

namespace Sdvp.Distillation.Tests.Reporting;

public sealed class MarkdownReportTests
{
    [Fact]
    public void Render_AllBlocks_IsThis()
    {
        var cells = ImmutableDictionary<string, BootstrapInterval>.Empty;
        var model = new ReportModel
        {
            Title = "A study",
            Summary = "Of <b>all</b>.",
            Facts = [new("seeds", "2")],
            Sections =
            [
                new(
                    "main",
                    "Main",
                    [
                        new ReportText("p < 0.05"),
                        new ReportResults(
                            "Change",
                            new()
                            {
                                Columns = [new("a", "task A"), new("b")],
                                Rows = [new("x", cells.Add("a", new(0.0251, -0.01, 0.06, 9))), new("y|z", cells.Add("a", new(-0.0001, -0.02, 0.01, 9)).Add("b", new(0.5, 0.4, 0.6, 9)))],
                                IsDifference = true,
                            },
                            "In points."),
                        new ReportGrid("Grid", ["", "n"], [["r", "1"]]),
                        new ReportClaims(
                            "Claims",
                            [
                                new() { Name = "one", Text = "It is.", Estimate = new(0.6, 0.5, 0.7, 9), PValue = 0.0004, Holds = true },
                                new() { Name = "two", Text = "It was.", Estimate = new(-0.02, -0.03, -0.01, 9), PValue = 0.25, Holds = false },
                                new() { Name = "three", Text = "It may be." },
                            ]),
                        new ReportBars("Bars", [new("x", new(0.1, 0, 0.2, 9))]),
                    ]),
            ],
        };

        Assert.Equal(
            """
            # A study

            Of &lt;b>all&lt;/b>.

            - seeds: 2

            ## Main

            p < 0.05

            ### Change

            |      |                task A |                        b |
            | ---- | --------------------: | -----------------------: |
            | x    | **+2.5** [-1.0, +6.0] |                        – |
            | y\|z |      0.0 [-2.0, +1.0] | **+50.0** [+40.0, +60.0] |

            In points.

            ### Grid

            |     |   n |
            | --- | --: |
            | r   |   1 |

            ### Claims

            | claim      |           verdict |          estimate |       p |  name |
            | ---------- | ----------------: | ----------------: | ------: | ----: |
            | It is.     |             holds | 60.0 [50.0, 70.0] | < 0.001 |   one |
            | It was.    | **does not hold** | -2.0 [-3.0, -1.0] |   0.250 |   two |
            | It may be. |      not measured |                 – |       – | three |


            """.ReplaceLineEndings("\n").TrimEnd('\n') + "\n",
            MarkdownReport.Render(model));
    }

    [Theory]
    [InlineData(0.02549, "2.5", "+2.5")]
    [InlineData(-0.0004, "0.0", "0.0")]
    [InlineData(-0.0126, "-1.3", "-1.3")]
    [InlineData(1, "100.0", "+100.0")]
    public void Percent_Share_HasOneDecimalAndNoMinusZero(double share, string percent, string points) =>
        Assert.Equal((percent, points), (ReportNumber.Percent(share), ReportNumber.Points(share)));
}
