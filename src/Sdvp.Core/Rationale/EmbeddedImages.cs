using System.Text.Json;
using Sdvp.Core.Recording;
using Sdvp.Core.Values;

namespace Sdvp.Core.Rationale;

/// <summary>The images of one JSON file, each once, by content.</summary>
internal sealed class EmbeddedImages : IImageSink
{
    private readonly SortedDictionary<string, ImageBuffer> _images = new(StringComparer.Ordinal);

    public string Write(ImageBuffer image)
    {
        _images[image.ContentId] = image;
        return image.ContentId;
    }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject("images");
        foreach (var (id, image) in _images)
        {
            json.WriteString(id, $"data:image/png;base64,{Convert.ToBase64String(PngWriter.Encode(image))}");
        }

        json.WriteEndObject();
    }
}
