namespace Sdvp.Modules.Tests.Imaging;

/// <summary>Writes small GIFs of frames of one colour, each pixel by a code of its own.</summary>
internal static class GifBytes
{
    private const int ClearCode = 4;
    private const int EndCode = 5;
    private const int CodeBits = 3;

    private static readonly byte[][] Palette = [[255, 0, 0], [0, 255, 0], [0, 0, 255], [9, 9, 9]];

    public static byte[] Color(int index) => Palette[index];

    public static byte[] Create(byte width, byte height, byte[] colors)
    {
        List<byte> bytes = [.. "GIF89a"u8, width, 0, height, 0, 0x81, 0, 0, .. Palette.SelectMany(p => p)];
        foreach (var color in colors)
        {
            bytes.AddRange([0x21, 0xF9, 4, 0, 10, 0, 0, 0, 0x2C, 0, 0, 0, 0, width, 0, height, 0, 0, 2]);
            var data = Encode(color, width * height);
            bytes.AddRange([(byte)data.Length, .. data, 0]);
        }

        bytes.Add(0x3B);
        return [.. bytes];
    }

    // A clear code before every second pixel keeps all codes three bits long.
    private static byte[] Encode(byte color, int pixels)
    {
        List<int> codes = [.. Enumerable.Range(0, pixels).SelectMany(i => i % 2 == 0 ? new[] { ClearCode, (int)color } : [color]), EndCode];
        var bits = new bool[(codes.Count * CodeBits) + 7];
        for (var i = 0; i < codes.Count * CodeBits; i++)
        {
            bits[i] = (codes[i / CodeBits] >> (i % CodeBits) & 1) != 0;
        }

        return [.. Enumerable.Range(0, bits.Length / 8).Select(b => (byte)Enumerable.Range(0, 8).Sum(i => bits[(b * 8) + i] ? 1 << i : 0))];
    }
}
