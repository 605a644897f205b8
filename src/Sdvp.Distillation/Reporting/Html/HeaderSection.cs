using Sdvp.Core.Rationale.Html;

namespace Sdvp.Distillation.Reporting.Html;

/// <summary>Title, summary, facts and the table of contents.</summary>
internal static class HeaderSection
{
    public static void Write(HtmlBuilder html, ReportModel model)
    {
        html.Open("header").Element("h1", model.Title);
        if (model.Summary is { } summary)
        {
            html.Element("p", summary, ("class", "lead"));
        }

        if (!model.Facts.IsEmpty)
        {
            html.Open("dl", ("class", "facts"));
            foreach (var fact in model.Facts)
            {
                html.Open("div").Element("dt", fact.Name).Element("dd", fact.Value).Close("div");
            }

            html.Close("dl");
        }

        WriteContents(html, model);
        html.Close("header");
    }

    private static void WriteContents(HtmlBuilder html, ReportModel model)
    {
        (string Id, string Title, bool IsThere)[] sections =
        [
            .. model.Sections.Select(s => (s.Id, s.Title, true)),
            ("results", "Results", model.Results is not null), ("curves", "Training", !model.Curves.IsEmpty), ("labels", "Labels", !model.Labels.IsEmpty),
            ("failures", "Failures", !model.Failures.IsEmpty), ("examples", "Step by step", !model.Examples.IsEmpty),
        ];
        html.Open("nav");
        foreach (var (id, title, _) in sections.Where(s => s.IsThere))
        {
            html.Element("a", title, ("href", $"#{id}"));
        }

        html.Close("nav");
    }
}
