namespace Sdvp.Core.Rationale.Html;

/// <summary>A whole document that needs nothing else: no script, no network; style and images stand inside.</summary>
internal static class HtmlPage
{
    /// <summary>Even where a text should have got in unescaped, a browser runs and loads nothing.</summary>
    private const string ContentPolicy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

    public static string Render(string title, string css, HtmlBuilder body, ImageSheet sheet)
    {
        var page = new HtmlBuilder();
        page.Raw("<!DOCTYPE html>\n").Open("html", ("lang", "en")).Open("head")
            .Raw("<meta charset=\"utf-8\">").Void("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"))
            .Void("meta", ("http-equiv", "Content-Security-Policy"), ("content", ContentPolicy)).Void("meta", ("name", "color-scheme"), ("content", "light dark"))
            .Element("title", title.ReplaceLineEndings(" ")).Raw("<style>").Raw(css).Raw("</style>").Close("head").Open("body");
        sheet.Write(page);
        return page.Raw(body.ToString()).Close("body").Close("html").Raw("\n").ToString();
    }
}
