namespace Sdvp.Core.Recording;

/// <summary>What writer and reader of PNG agree on: 8-bit RGB, not interlaced (PNG, third edition, W3C 2025).</summary>
internal static class PngFormat
{
    public const int Channels = 3;

    public const byte BitDepth = 8;

    public const byte ColorType = 2;

    public const int HeaderLength = 13;

    /// <summary>Larger images are neither written nor read.</summary>
    public const long MaxPixels = 1L << 28;

    /// <summary>Deflate cannot make more than this of one byte, so that a header that promises more lies.</summary>
    public const long MaxDeflateRatio = 1032;

    public static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    public static ReadOnlySpan<byte> Header => "IHDR"u8;

    public static ReadOnlySpan<byte> Data => "IDAT"u8;

    public static ReadOnlySpan<byte> End => "IEND"u8;
}
