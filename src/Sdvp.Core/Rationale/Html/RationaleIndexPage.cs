using System.Collections.Immutable;
using System.Globalization;
using Sdvp.Core.Values;

namespace Sdvp.Core.Rationale.Html;

/// <summary>
/// The list of many runs. Its filters are radio buttons that a style sheet reads: they work without script, by keyboard, and from a file.
/// </summary>
internal static class RationaleIndexPage
{
    private static readonly ImmutableArray<(string Id, string Title, Func<RationaleEntry, bool> Has)> Filters =
    [
        ("all", "All", _ => true),
        ("right", "Right", e => e.IsCorrect == true),
        ("wrong", "Wrong", e => e.IsCorrect == false),
        ("failed", "Failed", e => e.HasFailed),
        ("fallback", "Fallback", e => e.FellBack),
        ("repaired", "Repaired", e => e.IsRepaired),
    ];

    public static string Render(string title, IReadOnlyList<RationaleEntry> entries, Func<ImageBuffer, byte[]> encodePng)
    {
        var sheet = new ImageSheet(encodePng);
        var body = new HtmlBuilder();
        var known = entries.Count(e => e.IsCorrect is not null);
        body.Open("header", ("class", "top")).Element("h1", title);
        body.Element("p", Summarise(entries, known), ("class", "lead")).Close("header");
        body.Open("main");
        // Before the list, as its siblings: that is what the style sheet needs. The labels are what a reader sees.
        foreach (var (id, _, has) in Filters)
        {
            Radio(body, id, entries.Any(has));
        }

        body.Open("div", ("class", "filters"), ("role", "presentation"));
        foreach (var (id, name, has) in Filters)
        {
            body.Open("label", ("for", $"f-{id}")).Text(name).Element("span", entries.Count(has).ToString("N0", CultureInfo.InvariantCulture)).Close("label");
        }

        body.Close("div").Open("ul", ("class", "runs"));
        foreach (var entry in entries)
        {
            Write(body, entry, sheet);
        }

        body.Close("ul").Element("p", "No run of this kind.", ("class", "nothing muted")).Close("main");
        return HtmlPage.Render(title, RationaleStyle.Base + RationaleStyle.Index, body, sheet);
    }

    private static string Summarise(IReadOnlyList<RationaleEntry> entries, int known)
    {
        var right = entries.Count(e => e.IsCorrect == true);
        return known == 0
            ? PageText.Count(entries.Count, "run")
            : string.Create(CultureInfo.InvariantCulture, $"{PageText.Count(entries.Count, "run")}, {right:N0} of {known:N0} right ({100.0 * right / known:0.0} %)");
    }

    private static void Radio(HtmlBuilder html, string id, bool hasRuns)
    {
        (string, string)[] attributes = [("type", "radio"), ("name", "f"), ("id", $"f-{id}"), ("class", hasRuns ? "f" : "f none"), ("autocomplete", "off")];
        html.Void("input", id == "all" ? [.. attributes, ("checked", "")] : attributes);
    }

    private static void Write(HtmlBuilder html, RationaleEntry entry, ImageSheet sheet)
    {
        var kinds = string.Join(' ', Filters.Where(f => f.Has(entry)).Select(f => $"is-{f.Id}"));
        html.Open("li", ("class", kinds)).Open("a", ("href", entry.Link), ("class", "item"));
        html.Open("span", ("class", "thumbs"));
        foreach (var (name, image) in entry.Thumbnails)
        {
            ImageView.WriteBare(html, sheet, new ImageValue(image), name);
        }

        html.Close("span").Open("span", ("class", "what")).Element("span", entry.Family is { } family ? $"{family} · {entry.Id}" : entry.Id, ("class", "id"))
            .Element("span", StepView.Shorten(entry.Question), ("class", "q")).Close("span");
        var (style, sign) = entry.IsCorrect switch { true => ("right", "✓"), false => ("wrong", "✗"), _ => (entry.HasFailed ? "wrong" : "open", "") };
        html.Open("span", ("class", $"got {style}")).Element("b", StepView.Shorten(entry.Answer ?? "none"));
        if (sign.Length > 0)
        {
            html.Element("span", sign, ("class", "sign"), ("role", "img"), ("aria-label", style));
        }

        html.Close("span").Open("span", ("class", "tags"));
        Tag(entry.HasFailed, "bad", "failed");
        Tag(entry.FellBack, "warn", "fallback");
        Tag(entry.IsRepaired, "warn", "repaired");
        html.Close("span").Close("a").Close("li");

        void Tag(bool applies, string kind, string text)
        {
            if (applies)
            {
                html.Element("span", text, ("class", $"badge {kind}"));
            }
        }
    }
}
