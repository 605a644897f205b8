using System.Globalization;
using Sdvp.Core.Values;

namespace Sdvp.Core.Rationale.Html;

/// <summary>Every image of a page once, as inline PNG; crops are windows onto it.</summary>
/// <param name="encodePng">Encodes an image as a PNG file.</param>
/// <param name="maxSide">Larger images are scaled down to this many pixels on their longer side. Default: none are.</param>
internal sealed class ImageSheet(Func<ImageBuffer, byte[]> encodePng, int maxSide = int.MaxValue)
{
    /// <summary>Up to this size an image shows its pixels when it is drawn larger.</summary>
    private const int SmallSide = 256;

    private readonly Dictionary<string, string> _idByContent = new(StringComparer.Ordinal);
    private readonly List<(string Id, ImageBuffer Image)> _images = [];

    /// <summary>The element id of an image, which is added where it is new.</summary>
    public string IdOf(ImageBuffer image)
    {
        if (!_idByContent.TryGetValue(image.ContentId, out var id))
        {
            id = $"i{_images.Count.ToString(CultureInfo.InvariantCulture)}";
            _idByContent.Add(image.ContentId, id);
            _images.Add((id, image));
        }

        return id;
    }

    public void Write(HtmlBuilder html)
    {
        if (_images.Count == 0)
        {
            return;
        }

        html.Open("svg", ("class", "sheet"), ("aria-hidden", "true"), ("width", "0"), ("height", "0")).Open("defs");
        foreach (var (id, image) in _images)
        {
            html.Open(
                "image",
                ("id", id),
                ("class", Math.Max(image.Width, image.Height) <= SmallSide ? "small" : "large"),
                ("width", HtmlBuilder.Number(image.Width)),
                ("height", HtmlBuilder.Number(image.Height)),
                ("preserveAspectRatio", "none"),
                ("href", $"data:image/png;base64,{Convert.ToBase64String(encodePng(ImageScaling.Fit(image, maxSide)))}")).Close("image");
        }

        html.Close("defs").Close("svg");
    }
}
