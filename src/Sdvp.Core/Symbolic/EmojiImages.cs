using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Sdvp.Core.Symbolic;

/// <summary>Emojis from images that the host supplies. Immutable and thread-safe.</summary>
public sealed class EmojiImages : IEmojiSource
{
    private readonly FrozenDictionary<string, EmojiImage> _images;

    /// <summary>Initialises a source.</summary>
    /// <param name="images">Images by name; names are compared by ordinal.</param>
    /// <exception cref="ArgumentException">No image is given, or a name stands twice.</exception>
    public EmojiImages(IEnumerable<KeyValuePair<string, EmojiImage>> images)
    {
        ArgumentNullException.ThrowIfNull(images);
        KeyValuePair<string, EmojiImage>[] all = [.. images];
        if (all.Length == 0 || all.DistinctBy(i => i.Key, StringComparer.Ordinal).Count() < all.Length)
        {
            throw new ArgumentException("Expected is at least one image, and each name once.", nameof(images));
        }

        _images = all.ToFrozenDictionary(StringComparer.Ordinal);
        Names = [.. _images.Keys.Order(StringComparer.Ordinal)];
        var content = Names.SelectMany(name => Encoding.UTF8.GetBytes($"{name}\n{_images[name].Pixels.ContentId}").Concat(SHA256.HashData(_images[name].Alpha)));
        Version = Convert.ToHexStringLower(SHA256.HashData([.. content]));
    }

    /// <inheritdoc/>
    public string Version { get; }

    /// <inheritdoc/>
    public ImmutableArray<string> Names { get; }

    /// <inheritdoc/>
    public EmojiImage? Find(string name, int height) => _images.GetValueOrDefault(name)?.ResizeTo(height);
}
