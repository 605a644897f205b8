using System.IO.Compression;
using System.Text.Json;
using Sdvp.Core.Values;

namespace Sdvp.Core.Recording;

/// <summary>Masks in JSON: the box, and the coverage as zlib data in base64.</summary>
internal static class RegionMaskJson
{
    public static void Write(Utf8JsonWriter json, RegionMask mask)
    {
        json.WriteStartObject();
        json.WritePropertyName("box");
        RegionJson.Write(json, mask.Box);
        json.WriteBase64String("coverage", Compress(mask.Coverage));
        json.WriteEndObject();
    }

    public static RegionMask Read(JsonField field)
    {
        var boxField = field.Get("box");
        var box = RegionJson.ReadBox(boxField);
        if (box.IsEmpty || box.Area > Array.MaxLength)
        {
            throw boxField.Invalid($"the box {box} of a mask holds {box.Area} pixels; expected is 1 to {Array.MaxLength}");
        }

        var coverage = field.Get("coverage");
        var pixels = Decompress(coverage, box.Area);
        return pixels.Length == box.Area
            ? RegionMask.FromCoverage(box, pixels)
            : throw coverage.Invalid($"the mask holds {(pixels.Length > box.Area ? "more" : "fewer")} pixels than the {box.Area} of its box {box}");
    }

    private static byte[] Compress(ReadOnlySpan<byte> coverage)
    {
        using var output = new MemoryStream();
        using (var zlib = new ZLibStream(output, CompressionLevel.Fastest, leaveOpen: true))
        {
            zlib.Write(coverage);
        }

        return output.ToArray();
    }

    /// <summary>Reads at most one byte more than expected: what a hostile record can make this allocate is bounded by its box and its own size.</summary>
    private static byte[] Decompress(JsonField field, long expected)
    {
        using var input = new MemoryStream(field.AsBytes());
        using var zlib = new ZLibStream(input, CompressionMode.Decompress);
        using var output = new MemoryStream();
        Span<byte> buffer = stackalloc byte[4096];
        try
        {
            while (output.Length <= expected && zlib.Read(buffer) is var read and > 0)
            {
                output.Write(buffer[..read]);
            }
        }
        catch (InvalidDataException error)
        {
            throw field.Invalid("the mask's data are damaged", error);
        }

        return output.ToArray();
    }
}
