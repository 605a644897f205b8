using Sdvp.Core.Values;

namespace Sdvp.Modules.Imaging;

/// <summary>The prepared images of a batch of calls; one that several calls share is prepared once. Not thread-safe.</summary>
/// <param name="prepare">Prepares an image.</param>
internal sealed class PreparedImages(Func<ImageValue, ImageBuffer> prepare)
{
    private readonly Dictionary<string, ImageBuffer> _prepared = new(StringComparer.Ordinal);

    public ImageBuffer Get(ImageValue image)
    {
        if (!_prepared.TryGetValue(image.ContentId, out var prepared))
        {
            _prepared.Add(image.ContentId, prepared = prepare(image));
        }

        return prepared;
    }
}
