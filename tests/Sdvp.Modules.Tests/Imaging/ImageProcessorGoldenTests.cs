using System.Text.Json;
using Sdvp.Core.Values;
using Sdvp.Modules.Imaging;
using Sdvp.Modules.Weights;

namespace Sdvp.Modules.Tests.Imaging;

[Trait("Category", "Golden")]
public sealed class ImageProcessorGoldenTests
{
    [Theory]
    [InlineData("vilt")]
    [InlineData("clip")]
    [InlineData("owlvit")]
    [InlineData("blip")]
    public void Prepare_EveryImage_IsTheReferences(string name)
    {
        var processor = ImageProcessors.Load(GoldenFolder.Path("preprocess", name));
        using var expected = SafetensorsFile.Open(GoldenFolder.Path("preprocess", name, "expected.safetensors"));
        var images = expected.Names.Select(key => key.Split('|')[0]).Distinct().Where(image => image != "batch").ToList();
        Assert.NotEmpty(images);
        foreach (var image in images)
        {
            var prepared = processor.Prepare(Decoded(image));
            var batch = processor.ToBatch([prepared]);

            AssertBytes(expected, $"{image}|uint8_before_rescale_chw", Planes(prepared));
            AssertFloats(expected, $"{image}|pixel_values", batch.Pixels);
            if (expected.Entries.ContainsKey($"{image}|pixel_mask"))
            {
                AssertLongs(expected, $"{image}|pixel_mask", batch.Mask);
            }
        }
    }

    [Fact]
    public void ToBatch_ImagesOfManySizes_IsTheReferences()
    {
        var processor = ImageProcessors.Load(GoldenFolder.Path("preprocess", "vilt"));
        using var expected = SafetensorsFile.Open(GoldenFolder.Path("preprocess", "vilt", "expected.safetensors"));
        using var manifest = JsonDocument.Parse(File.ReadAllText(GoldenFolder.Path("preprocess", "manifest.json")));
        var order = manifest.RootElement.GetProperty("vilt_batch_order").EnumerateArray().Select(image => image.GetString()!);

        var batch = processor.ToBatch([.. order.Select(image => processor.Prepare(Decoded(image)))]);

        AssertFloats(expected, "batch|pixel_values", batch.Pixels);
        AssertLongs(expected, "batch|pixel_mask", batch.Mask);
    }

    [Fact]
    public void SizeOf_ManySizes_IsTheReferences()
    {
        using var sizes = JsonDocument.Parse(File.ReadAllText(GoldenFolder.Path("preprocess", "resize_sizes.json")));
        var (vilt, clip) = (new ShorterSideToMultiples(384, 32), new ShorterSide(224));
        Assert.All(sizes.RootElement.EnumerateArray(), item =>
        {
            var (width, height) = (item.GetProperty("width").GetInt32(), item.GetProperty("height").GetInt32());
            Assert.Equal(Size(item.GetProperty("vilt_384_639_32_hw")), vilt.SizeOf(height, width));
            Assert.Equal(Size(item.GetProperty("clip_shortest_224_hw")), clip.SizeOf(height, width));
        });
    }

    [Fact]
    public void Resize_EveryFilter_GivesPillowsBytes()
    {
        using var expected = SafetensorsFile.Open(GoldenFolder.Path("preprocess", "pillow_resize.safetensors"));
        Assert.NotEmpty(expected.Names);
        foreach (var key in expected.Names)
        {
            var parts = key.Split('|');
            var (height, width) = ((int)expected.Entries[key].Shape[0], (int)expected.Entries[key].Shape[1]);

            var resized = ImageResize.Resize(Decoded(parts[0]), width, height, Enum.Parse<ResampleFilter>(parts[1], ignoreCase: true));

            AssertBytes(expected, key, resized.Pixels.ToArray());
        }
    }

    [Fact]
    public void Decode_LosslessFiles_GivesTheReferencesPixels()
    {
        var files = Directory.GetFiles(GoldenFolder.Path("preprocess", "images"), "*.png");
        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.Equal(Decoded(Path.GetFileName(file)), new SkiaImageCodec().DecodeFile(file)));
    }

    /// <summary>The pixels that the reference saw; decoders of JPEG differ. Of RGBA it takes the colours and passes over the transparency.</summary>
    private static ImageBuffer Decoded(string image)
    {
        using var file = SafetensorsFile.Open(GoldenFolder.Path("preprocess", "decoded_uint8.safetensors"));
        var key = file.Names.Single(name => name.Split('|')[0] == image);
        using var tensor = file.Read(key);
        var channels = (int)tensor.shape[2];
        var bytes = tensor.bytes.ToArray();
        return ImageBuffer.FromRgb((int)tensor.shape[1], (int)tensor.shape[0], [.. bytes.Where((_, index) => index % channels < 3)]);
    }

    private static byte[] Planes(ImageBuffer image)
    {
        var pixels = image.Pixels.ToArray();
        return [.. Enumerable.Range(0, 3).SelectMany(channel => pixels.Where((_, index) => index % 3 == channel))];
    }

    private static (int Height, int Width) Size(JsonElement pair) => (pair[0].GetInt32(), pair[1].GetInt32());

    private static void AssertBytes(SafetensorsFile file, string key, byte[] actual)
    {
        using var tensor = file.Read(key);
        Assert.True(tensor.bytes.SequenceEqual(actual), $"{key} differs.");
    }

    private static void AssertFloats(SafetensorsFile file, string key, float[] actual)
    {
        using var tensor = file.Read(key);
        Assert.True(tensor.data<float>().ToArray().AsSpan().SequenceEqual(actual), $"{key} differs.");
    }

    private static void AssertLongs(SafetensorsFile file, string key, long[]? actual)
    {
        using var tensor = file.Read(key);
        Assert.True(tensor.data<long>().ToArray().AsSpan().SequenceEqual(actual), $"{key} differs.");
    }
}
