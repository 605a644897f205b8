using System.Text;
using Sdvp.Core.Rationale.Html;
using Sdvp.Core.Recording;
using Sdvp.Core.Values;
using Sdvp.Distillation.Reporting.Html;

namespace Sdvp.Distillation.Reporting;

/// <summary>
/// Writes a report as one HTML file that needs nothing else: no script, no network; style and images stand inside. All text is escaped.
/// Follows the reader's choice of light or dark, and narrow screens. Thread-safe where the encoder is.
/// </summary>
public sealed class HtmlReport
{
    private readonly Func<ImageBuffer, byte[]> _encodePng;

    /// <summary>Initialises a writer of reports without images, such as tables and drawings.</summary>
    public HtmlReport()
        : this(image => throw new InvalidOperationException($"The report shows an image of {image.Width}×{image.Height} pixels, but this writer has no encoder. Pass one to the constructor."))
    {
    }

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
        SectionsDrawing.Write(body, model.Sections);
        ResultsSection.Write(body, model);
        CurvesSection.Write(body, model.Curves);
        LabelsSection.Write(body, model.Labels);
        FailuresSection.Write(body, model.Failures);
        ExamplesSection.Write(body, model.Examples, sheet);
        body.Close("main");

        return HtmlPage.Render(model.Title, ReportStyle.Css, body, sheet);
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
