using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Sdvp.Core.Values;

/// <summary>
/// An immutable RGB image, 8 bits a channel, rows from the top, channels interleaved. Safe to share between threads.
/// Two buffers are equal when their <see cref="ContentId"/> is.
/// </summary>
public sealed class ImageBuffer : IEquatable<ImageBuffer>
{
    private readonly byte[] _pixels;
    private string? _contentId;

    private ImageBuffer(int width, int height, byte[] pixels)
    {
        Width = width;
        Height = height;
        _pixels = pixels;
    }

    /// <summary>Columns; at least 1.</summary>
    public int Width { get; }

    /// <summary>Rows; at least 1.</summary>
    public int Height { get; }

    /// <summary>The pixels: <c>Height × Width × 3</c> bytes.</summary>
    public ReadOnlySpan<byte> Pixels => _pixels;

    /// <summary>The box that covers the whole image.</summary>
    public PixelBox Bounds => new(0, 0, Width, Height);

    /// <summary>Lower-case hexadecimal SHA-256 of size and pixels: the identity of the content, computed once when first asked for.</summary>
    public string ContentId => _contentId ??= ComputeContentId();

    /// <summary>Copies pixels into a new image.</summary>
    /// <param name="width">Columns; at least 1.</param>
    /// <param name="height">Rows; at least 1.</param>
    /// <param name="rgb"><c>height × width × 3</c> bytes.</param>
    /// <returns>The image.</returns>
    /// <exception cref="ArgumentException">The number of bytes does not fit the size.</exception>
    public static ImageBuffer FromRgb(int width, int height, ReadOnlySpan<byte> rgb)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        var expected = checked(width * height * 3);
        if (rgb.Length != expected)
        {
            throw new ArgumentException($"An image of {width} × {height} pixels takes {expected} bytes of RGB, but {rgb.Length} were given.", nameof(rgb));
        }

        return new ImageBuffer(width, height, rgb.ToArray());
    }

    /// <summary>Copies a part of this image into a new one.</summary>
    /// <param name="box">The part; clipped to the image.</param>
    /// <returns>The part, or this image where the box covers all of it.</returns>
    /// <exception cref="ArgumentException">No pixel of the box lies inside the image.</exception>
    public ImageBuffer Crop(PixelBox box)
    {
        var inside = box.Intersect(Bounds);
        if (inside.IsEmpty)
        {
            throw new ArgumentException($"The box {box} holds no pixel of an image of {Width} × {Height}.", nameof(box));
        }

        if (inside == Bounds)
        {
            return this;
        }

        var pixels = new byte[inside.Width * inside.Height * 3];
        for (var row = 0; row < inside.Height; row++)
        {
            _pixels.AsSpan((((inside.Top + row) * Width) + inside.Left) * 3, inside.Width * 3).CopyTo(pixels.AsSpan(row * inside.Width * 3));
        }

        return new ImageBuffer(inside.Width, inside.Height, pixels);
    }

    /// <inheritdoc/>
    public bool Equals(ImageBuffer? other) =>
        ReferenceEquals(this, other) || (other is not null && Width == other.Width && Height == other.Height && _pixels.AsSpan().SequenceEqual(other._pixels));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ImageBuffer);

    /// <inheritdoc/>
    public override int GetHashCode() => string.GetHashCode(ContentId, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => $"image {Width} × {Height}";

    private string ComputeContentId()
    {
        Span<byte> size = stackalloc byte[8];
        BinaryPrimitives.WriteInt32LittleEndian(size, Width);
        BinaryPrimitives.WriteInt32LittleEndian(size[4..], Height);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(size);
        hash.AppendData(_pixels);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
