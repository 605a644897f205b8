using System.Globalization;
using Sdvp.Core.Values;

namespace Sdvp.Core.Rationale.Html;

/// <summary>Draws an image with boxes over it.</summary>
internal static class ImageView
{
    public static void Write(HtmlBuilder html, ImageSheet sheet, ImageValue image, string caption, IEnumerable<Mark> marks)
    {
        html.Open("figure", ("class", "im"));
        WriteBare(html, sheet, image, caption, marks);
        html.Element("figcaption", caption).Close("figure");
    }

    /// <summary>The drawing alone, for places where a figure cannot stand.</summary>
    public static void WriteBare(HtmlBuilder html, ImageSheet sheet, ImageValue image, string caption, IEnumerable<Mark>? marks = null)
    {
        var box = image.Box;
        html.Open(
                "svg",
                ("viewBox", $"{box.Left} {box.Top} {box.Width} {box.Height}"),
                ("role", "img"),
                ("aria-label", $"{caption}, {box.Width} × {box.Height} pixels"),
                ("style", $"--a:{HtmlBuilder.Number((double)box.Width / box.Height)}"))
            .Open("use", ("href", $"#{sheet.IdOf(image.Root)}")).Close("use");
        var size = Math.Max(box.Width, box.Height);
        foreach (var mark in marks ?? [])
        {
            Write(html, mark, box, size);
        }

        html.Close("svg");
    }

    // Each box twice, a dark line under a bright one, so that it shows on any picture.
    private static void Write(HtmlBuilder html, Mark mark, PixelBox frame, int size)
    {
        var box = mark.Box.Offset(frame.Left, frame.Top);
        if (mark.Mask is { } mask)
        {
            MaskPath.Write(html, mask, frame, $"mask k{HtmlBuilder.Number((mark.Number ?? 0) % 6)}");
        }

        foreach (var style in new[] { mark.Number is null ? "under thin" : "under", mark.Style })
        {
            html.Open(
                "rect",
                ("class", style),
                ("x", HtmlBuilder.Number(box.Left)),
                ("y", HtmlBuilder.Number(box.Top)),
                ("width", HtmlBuilder.Number(box.Width)),
                ("height", HtmlBuilder.Number(box.Height))).Close("rect");
        }

        if (mark.Number is { } number)
        {
            var font = size * 0.085;
            html.Element(
                "text",
                number.ToString(CultureInfo.InvariantCulture),
                ("class", mark.Style),
                ("x", HtmlBuilder.Number(box.Left + (font * 0.2))),
                ("y", HtmlBuilder.Number(box.Top + (font * 0.95))),
                ("font-size", HtmlBuilder.Number(font)),
                ("stroke-width", HtmlBuilder.Number(font * 0.28)));
        }
    }
}
