using System.Security.Cryptography;

namespace Sdvp.Core.Values;

/// <summary>
/// Which pixels of a region belong to it: for each pixel of a box how much of it is covered, from 0 to 255; outside of the box nothing is. Immutable
/// and safe to share between threads. Two masks are equal when boxes and pixels are.
/// </summary>
public sealed class RegionMask : IEquatable<RegionMask>
{
    private readonly byte[] _coverage;

    private RegionMask(PixelBox box, byte[] coverage)
    {
        Box = box;
        _coverage = coverage;
    }

    /// <summary>Where the mask's pixels lie, in pixels of the image that the region was found in; never empty.</summary>
    public PixelBox Box { get; }

    /// <summary>Rows from the top: <c>Box.Height × Box.Width</c> bytes, 255 for a pixel that lies inside of the region as a whole.</summary>
    public ReadOnlySpan<byte> Coverage => _coverage;

    /// <summary>Copies pixels into a new mask.</summary>
    /// <param name="box">Where they lie.</param>
    /// <param name="coverage"><c>box.Height × box.Width</c> bytes.</param>
    /// <returns>The mask.</returns>
    /// <exception cref="ArgumentException">The box holds no pixel, or the number of bytes does not fit it.</exception>
    public static RegionMask FromCoverage(PixelBox box, ReadOnlySpan<byte> coverage)
    {
        if (box.IsEmpty || box.Area != coverage.Length)
        {
            throw new ArgumentException($"A mask for the box {box} takes {box.Area} bytes, at least 1, but {coverage.Length} were given.", nameof(coverage));
        }

        return new RegionMask(box, coverage.ToArray());
    }

    /// <summary>A mask that covers a box as a whole.</summary>
    /// <param name="box">The box.</param>
    /// <returns>The mask.</returns>
    /// <exception cref="ArgumentException">The box holds no pixel.</exception>
    public static RegionMask Filled(PixelBox box)
    {
        var coverage = new byte[box.Area];
        Array.Fill(coverage, byte.MaxValue);
        return FromCoverage(box, coverage);
    }

    /// <summary>The coverage of a pixel.</summary>
    /// <param name="x">Its column in the image.</param>
    /// <param name="y">Its row in the image.</param>
    /// <returns>0 to 255; 0 outside of <see cref="Box"/>.</returns>
    public byte CoverageAt(int x, int y) =>
        x >= Box.Left && x < Box.Right && y >= Box.Top && y < Box.Bottom ? _coverage[((y - Box.Top) * Box.Width) + x - Box.Left] : (byte)0;

    /// <inheritdoc/>
    public bool Equals(RegionMask? other) =>
        ReferenceEquals(this, other) || (other is not null && Box == other.Box && _coverage.AsSpan().SequenceEqual(other._coverage));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as RegionMask);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Box, BitConverter.ToInt32(SHA256.HashData(_coverage)));

    /// <inheritdoc/>
    public override string ToString() => $"mask {Box}";
}
