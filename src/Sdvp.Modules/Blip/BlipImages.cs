using Sdvp.Core.Values;
using static TorchSharp.torch;

namespace Sdvp.Modules.Blip;

/// <summary>The different images of a batch, each once, and which of them each row looks at.</summary>
internal sealed class BlipImages
{
    private readonly List<ImageBuffer> _images = [];
    private readonly int[] _owners;

    /// <param name="rows">The image of each row.</param>
    public BlipImages(IEnumerable<ImageBuffer> rows)
    {
        var places = new Dictionary<ImageBuffer, int>();
        var owners = new List<int>();
        foreach (var image in rows)
        {
            if (!places.TryGetValue(image, out var place))
            {
                places.Add(image, place = _images.Count);
                _images.Add(image);
            }

            owners.Add(place);
        }

        _owners = [.. owners];
    }

    public IReadOnlyList<ImageBuffer> Images => _images;

    /// <summary>What was computed of the images, for the rows that look at them.</summary>
    public Tensor Spread(Tensor features) => Spread(features, _owners);

    /// <summary>What was computed of the images, once for each row.</summary>
    public Tensor Repeat(Tensor features) =>
        _images.Count == _owners.Length ? features : features.index_select(0, tensor([.. _owners.Select(o => (long)o)], device: features.device));

    /// <summary>
    /// What was computed of inputs, for the rows that look at it: as it is where each input has as many rows as any other, one after the other, for attention shares it
    /// then; else repeated for each row.
    /// </summary>
    /// <param name="features"><c>[inputs, …]</c>.</param>
    /// <param name="owners">The input of each row.</param>
    public static Tensor Spread(Tensor features, IReadOnlyList<int> owners)
    {
        var inputs = (int)features.shape[0];
        var share = owners.Count / inputs;
        return share * inputs == owners.Count && owners.Index().All(o => o.Item == o.Index / share)
            ? features
            : features.index_select(0, tensor([.. owners.Select(o => (long)o)], device: features.device));
    }
}
