using System.Text;
using Sdvp.Core.Values;
using Sdvp.Distillation.Evaluation;
using Sdvp.Distillation.Reporting.Html;

namespace Sdvp.Distillation.Reporting;

/// <summary>
/// Writes a report as one HTML file that needs nothing else: no script, no network; style and images stand inside. All text is escaped.
/// Follows the reader's choice of light or dark, and narrow screens. Thread-safe where the encoder is.
/// </summary>
public sealed class HtmlReport
{
    private const string ContentPolicy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";
    private readonly Func<ImageBuffer, byte[]> _encodePng;

    /// <summary>Initialises a writer of reports.</summary>
    /// <param name="encodePng">Encodes an image as a PNG file.</param>
    public HtmlReport(Func<ImageBuffer, byte[]> encodePng)
    {
        ArgumentNullException.ThrowIfNull(encodePng);
        _encodePng = encodePng;
    }

    /// <summary>Renders a report.</summary>
    /// <param name="model">What it shows.</param>
    /// <returns>The HTML document. The same model gives the same document.</returns>
    public string Render(ReportModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var sheet = new ImageSheet(_encodePng);
        var body = new HtmlBuilder();
        HeaderSection.Write(body, model);
        body.Open("main");
        ResultsSection.Write(body, model);
        CurvesSection.Write(body, model.Curves);
        LabelsSection.Write(body, model.Labels);
        FailuresSection.Write(body, model.Failures);
        ExamplesSection.Write(body, model.Examples, sheet);
        body.Close("main");

        var page = new HtmlBuilder();
        page.Raw("<!DOCTYPE html>\n").Open("html", ("lang", "en")).Open("head")
            .Raw("<meta charset=\"utf-8\">").Void("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"))
            .Void("meta", ("http-equiv", "Content-Security-Policy"), ("content", ContentPolicy)).Void("meta", ("name", "color-scheme"), ("content", "light dark"))
            .Element("title", model.Title).Raw("<style>").Raw(ReportStyle.Css).Raw("</style>").Close("head").Open("body");
        sheet.Write(page);
        return page.Raw(body.ToString()).Close("body").Close("html").Raw("\n").ToString();
    }

    /// <summary>Renders a report into a file, under a temporary name until it is whole.</summary>
    /// <param name="model">What it shows.</param>
    /// <param name="path">The file; replaced if it exists, its folder made if absent.</param>
    /// <param name="cancellationToken">Gives up and leaves nothing behind.</param>
    /// <returns>A task that ends when the file is in place.</returns>
    public Task SaveAsync(ReportModel model, string path, CancellationToken cancellationToken = default)
    {
        var bytes = Encoding.UTF8.GetBytes(Render(model));
        return AtomicFile.WriteAsync(path, stream => stream.WriteAsync(bytes, cancellationToken).AsTask(), cancellationToken);
    }
}
