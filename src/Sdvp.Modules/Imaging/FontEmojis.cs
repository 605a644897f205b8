using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Sdvp.Core.Symbolic;
using Sdvp.Core.Values;
using SkiaSharp;

namespace Sdvp.Modules.Imaging;

/// <summary>Emojis drawn from a font by Skia. A name stands for the character that the host gives it; it never becomes a path. Thread-safe.</summary>
public sealed class FontEmojis : IEmojiSource, IDisposable
{
    private readonly SKTypeface _typeface;
    private readonly FrozenDictionary<string, string> _characters;
    private readonly Lock _drawing = new();

    private FontEmojis(SKTypeface typeface, IReadOnlyDictionary<string, string> characters)
    {
        _typeface = typeface;
        _characters = characters.ToFrozenDictionary(StringComparer.Ordinal);
        Names = [.. _characters.Keys.Order(StringComparer.Ordinal)];
        Version = $"font {typeface.FamilyName} {typeface.GlyphCount} {string.Join(',', Names.Select(name => $"{name}:{_characters[name]}"))}";
    }

    /// <summary>Names of common emojis, as AugLy and the Unicode tables call them, and their characters.</summary>
    public static IReadOnlyDictionary<string, string> CommonNames { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["smiling_face"] = "\u263A",
        ["grinning_face"] = "\U0001F600",
        ["smiling_face_with_sunglasses"] = "\U0001F60E",
        ["smiling_face_with_heart-eyes"] = "\U0001F60D",
        ["winking_face"] = "\U0001F609",
        ["crying_face"] = "\U0001F622",
        ["loudly_crying_face"] = "\U0001F62D",
        ["angry_face"] = "\U0001F620",
        ["face_with_tears_of_joy"] = "\U0001F602",
        ["face_with_tongue"] = "\U0001F61B",
        ["neutral_face"] = "\U0001F610",
        ["sleeping_face"] = "\U0001F634",
        ["thinking_face"] = "\U0001F914",
        ["clown_face"] = "\U0001F921",
        ["ghost"] = "\U0001F47B",
        ["skull"] = "\U0001F480",
        ["robot"] = "\U0001F916",
        ["smiling_face_with_horns"] = "\U0001F608",
        ["star-struck"] = "\U0001F929",
        ["zany_face"] = "\U0001F92A",
        ["partying_face"] = "\U0001F973",
        ["pouting_face"] = "\U0001F621",
        ["flushed_face"] = "\U0001F633",
        ["face_screaming_in_fear"] = "\U0001F631",
        ["frowning_face"] = "\u2639",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Takes a font file.</summary>
    /// <param name="file">The font, TrueType or OpenType; its colours are kept.</param>
    /// <param name="characters">Names and characters; <see cref="CommonNames"/> where null. Those that the font has no glyph for are left out.</param>
    /// <returns>The source; the caller owns it.</returns>
    /// <exception cref="ArgumentException">The file is no font, or it has no glyph for any of the characters.</exception>
    public static FontEmojis FromFile(string file, IReadOnlyDictionary<string, string>? characters = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(file);
        return Create(SKTypeface.FromFile(file) ?? throw new ArgumentException($"'{file}' is no font that can be read.", nameof(file)), $"The font '{file}'", characters);
    }

    /// <summary>Takes the font of the system that has the emojis.</summary>
    /// <param name="characters">Names and characters; <see cref="CommonNames"/> where null.</param>
    /// <returns>The source; the caller owns it.</returns>
    /// <exception cref="ArgumentException">No font of the system has a glyph for any of the characters.</exception>
    public static FontEmojis FromSystem(IReadOnlyDictionary<string, string>? characters = null)
    {
        var wanted = (characters ?? CommonNames).Values.Select(c => char.ConvertToUtf32(c, 0));
        var typeface = wanted.Select(c => SKFontManager.Default.MatchCharacter(c)).FirstOrDefault(t => t is not null)
            ?? throw new ArgumentException($"No font of this system has emojis; install one, take a file by {nameof(FontEmojis)}.{nameof(FromFile)}, or supply images by {nameof(EmojiImages)}.");
        return Create(typeface, $"The font {typeface.FamilyName}", characters);
    }

    /// <inheritdoc/>
    public string Version { get; }

    /// <inheritdoc/>
    public ImmutableArray<string> Names { get; }

    /// <inheritdoc/>
    public EmojiImage? Find(string name, int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if (!_characters.TryGetValue(name, out var character))
        {
            return null;
        }

        lock (_drawing)
        {
            return Draw(character, height);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _typeface.Dispose();

    private static FontEmojis Create(SKTypeface typeface, string description, IReadOnlyDictionary<string, string>? characters)
    {
        using var font = new SKFont(typeface);
        var known = (characters ?? CommonNames).Where(c => font.ContainsGlyphs(c.Value)).ToDictionary(c => c.Key, c => c.Value, StringComparer.Ordinal);
        if (known.Count > 0)
        {
            return new FontEmojis(typeface, known);
        }

        typeface.Dispose();
        throw new ArgumentException($"{description} has no glyph for any of the emojis; give the characters that it has.", nameof(characters));
    }

    // Fonts place glyphs as they like: the glyph's own bounds are scaled into the square.
    private EmojiImage Draw(string character, int height)
    {
        using var font = new SKFont(_typeface, height);
        font.MeasureText(character, out var bounds);
        var scale = height / Math.Max(1e-3f, Math.Max(bounds.Width, bounds.Height));
        var pixels = new byte[height * height * 4];
        var handle = GCHandle.Alloc(pixels, GCHandleType.Pinned);
        try
        {
            var info = new SKImageInfo(height, height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
            using var bitmap = new SKBitmap(new SKImageInfo(height, height, SKColorType.Rgba8888, SKAlphaType.Premul));
            using (var canvas = new SKCanvas(bitmap))
            using (var paint = new SKPaint { IsAntialias = true, Color = SKColors.Black })
            {
                canvas.Clear(SKColors.Transparent);
                canvas.Scale(scale);
                canvas.DrawText(character, ((height / scale) - bounds.Width) / 2 - bounds.Left, ((height / scale) - bounds.Height) / 2 - bounds.Top, SKTextAlign.Left, font, paint);
            }

            using var pixmap = bitmap.PeekPixels();
            pixmap.ReadPixels(info, handle.AddrOfPinnedObject(), height * 4);
        }
        finally
        {
            handle.Free();
        }

        return Split(pixels, height);
    }

    private static EmojiImage Split(byte[] rgba, int size)
    {
        var (colors, alpha) = (new byte[size * size * 3], new byte[size * size]);
        for (var i = 0; i < alpha.Length; i++)
        {
            rgba.AsSpan(i * 4, 3).CopyTo(colors.AsSpan(i * 3));
            alpha[i] = rgba[(i * 4) + 3];
        }

        return new EmojiImage(ImageBuffer.FromRgb(size, size, colors), alpha);
    }
}
