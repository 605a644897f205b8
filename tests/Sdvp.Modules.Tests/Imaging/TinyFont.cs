using System.Buffers.Binary;
using System.Text;

namespace Sdvp.Modules.Tests.Imaging;

/// <summary>Writes a TrueType font of two glyphs, a square ring for O and a bar for I, so that tests need no font of the machine.</summary>
internal static class TinyFont
{
    public static byte[] Create()
    {
        byte[][] glyphs =
        [
            [],
            Glyph([(0, 0), (0, 1000), (1000, 1000), (1000, 0)], [(300, 300), (700, 300), (700, 700), (300, 700)]),
            Glyph([(400, 0), (400, 1000), (600, 1000), (600, 0)]),
        ];
        var offsets = new List<byte>();
        var outlines = new List<byte>();
        foreach (var glyph in glyphs)
        {
            offsets.AddRange(Long(outlines.Count));
            outlines.AddRange(glyph);
        }

        offsets.AddRange(Long(outlines.Count));
        (string Tag, byte[] Bytes)[] tables =
        [
            ("cmap", [.. Words(0, 1, 3, 1), .. Long(12), .. Words(4, 40, 0, 6, 4, 1, 2, 'I', 'O', 0xFFFF, 0, 'I', 'O', 0xFFFF, 2 - 'I', 1 - 'O', 1, 0, 0, 0)]),
            ("glyf", [.. outlines]),
            ("head", [.. Long(0x10000), .. Long(0x10000), .. Long(0), .. Long(0x5F0F3CF5), .. Words(0, 1000), .. new byte[16], .. Words(0, 0, 1000, 1000, 0, 8, 2, 1, 0)]),
            ("hhea", [.. Long(0x10000), .. Words(1000, 0, 0, 1000, 0, 0, 1000, 1, 0, 0, 0, 0, 0, 0, 0, 3)]),
            ("hmtx", Words(1000, 0, 1000, 0, 1000, 400)),
            ("loca", [.. offsets]),
            ("maxp", [.. Long(0x10000), .. Words(3, 8, 2, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0)]),
        ];
        return Assemble(tables);
    }

    private static byte[] Assemble((string Tag, byte[] Bytes)[] tables)
    {
        var directory = new List<byte>([.. Long(0x10000), .. Words(tables.Length, 64, 2, (tables.Length * 16) - 64)]);
        var body = new List<byte>();
        var start = 12 + (16 * tables.Length);
        foreach (var (tag, bytes) in tables)
        {
            directory.AddRange([.. Encoding.ASCII.GetBytes(tag), .. Long(0), .. Long(start + body.Count), .. Long(bytes.Length)]);
            body.AddRange(bytes);
            body.AddRange(new byte[-bytes.Length & 3]);
        }

        return [.. directory, .. body];
    }

    private static byte[] Glyph(params (int X, int Y)[][] contours)
    {
        var points = contours.SelectMany(c => c).ToArray();
        var ends = contours.Select((_, i) => contours.Take(i + 1).Sum(c => c.Length) - 1).ToArray();
        int[] x = [.. points.Select((p, i) => p.X - (i > 0 ? points[i - 1].X : 0))];
        int[] y = [.. points.Select((p, i) => p.Y - (i > 0 ? points[i - 1].Y : 0))];
        byte[] bytes =
        [
            .. Words(contours.Length, points.Min(p => p.X), points.Min(p => p.Y), points.Max(p => p.X), points.Max(p => p.Y)),
            .. Words(ends), .. Words(0), .. Enumerable.Repeat((byte)1, points.Length), .. Words(x), .. Words(y),
        ];
        return [.. bytes, .. new byte[-bytes.Length & 3]];
    }

    private static byte[] Words(params int[] values)
    {
        var bytes = new byte[values.Length * 2];
        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(i * 2), unchecked((ushort)values[i]));
        }

        return bytes;
    }

    private static byte[] Long(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }
}
