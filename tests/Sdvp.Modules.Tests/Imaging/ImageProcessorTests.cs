using System.Text.Json;
using Sdvp.Core.Values;
using Sdvp.Modules.Imaging;
using Sdvp.Modules.Tests.Weights;

namespace Sdvp.Modules.Tests.Imaging;

public sealed class ImageProcessorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("""{"feature_extractor_type": "ViltFeatureExtractor", "size": 384, "size_divisor": 32}""", 640, 480, 512, 384)]
    [InlineData("""{"image_processor_type": "ViltImageProcessor"}""", 480, 640, 384, 512)]
    [InlineData("""{"image_processor_type": "ViltImageProcessor", "size": {"shortest_edge": 64}, "size_divisor": 16}""", 2000, 10, 96, 16)]
    [InlineData("""{"image_processor_type": "CLIPImageProcessor"}""", 640, 480, 224, 224)]
    [InlineData("""{"feature_extractor_type": "CLIPFeatureExtractor", "size": 20, "crop_size": 24}""", 64, 48, 24, 24)]
    [InlineData("""{"image_processor_type": "CLIPImageProcessor", "size": {"height": 10, "width": 20}, "do_center_crop": false}""", 64, 48, 20, 10)]
    [InlineData("""{"image_processor_type": "CLIPImageProcessor", "size": {"shortest_edge": 30}, "do_center_crop": false}""", 64, 48, 40, 30)]
    [InlineData("""{"feature_extractor_type": "OwlViTFeatureExtractor", "size": [30, 40]}""", 64, 48, 40, 30)]
    [InlineData("""{"image_processor_type": "OwlViTImageProcessor"}""", 64, 48, 768, 768)]
    [InlineData("""{"image_processor_type": "OwlViTImageProcessor", "size": {"height": 50, "width": 50}, "do_center_crop": true, "crop_size": {"height": 30, "width": 20}}""", 64, 48, 20, 30)]
    [InlineData("""{"image_processor_type": "BlipImageProcessor"}""", 64, 48, 384, 384)]
    [InlineData("""{"image_processor_type": "BlipImageProcessor", "do_resize": false}""", 64, 48, 64, 48)]
    public void Prepare_Settings_GiveTheSize(string settings, int width, int height, int newWidth, int newHeight)
    {
        var prepared = Load(settings).Prepare(Image(width, height, 7));

        Assert.Equal((newWidth, newHeight), (prepared.Width, prepared.Height));
    }

    [Fact]
    public void Prepare_ImageSmallerThanTheCrop_IsLaidIntoTheMiddleOfBlack()
    {
        var processor = Load("""{"image_processor_type": "CLIPImageProcessor", "do_resize": false, "crop_size": {"height": 4, "width": 3}}""");

        var prepared = processor.Prepare(Image(2, 5, 9));

        // One column is missing: it is black, and on the left. One row is too much: it goes below.
        Assert.Equal((3, 4), (prepared.Width, prepared.Height));
        Assert.Equal([.. Enumerable.Repeat(new byte[] { 0, 0, 0, 9, 9, 9, 9, 9, 9 }, 4).SelectMany(row => row)], prepared.Pixels.ToArray());
    }

    [Theory]
    [InlineData("""{"image_processor_type": "BlipImageProcessor", "do_resize": false, "do_normalize": false}""", 0.6f)]
    [InlineData("""{"image_processor_type": "BlipImageProcessor", "do_resize": false, "do_normalize": false, "do_rescale": false}""", 153f)]
    [InlineData("""{"image_processor_type": "BlipImageProcessor", "do_resize": false, "do_rescale": false, "image_mean": 100, "image_std": 50}""", 1.06f)]
    [InlineData("""{"image_processor_type": "OwlViTImageProcessor", "do_resize": false, "rescale": false, "do_normalize": false}""", 153f)]
    [InlineData("""{"image_processor_type": "ViltImageProcessor", "do_resize": false, "rescale_factor": 0.01}""", 2.06f)]
    public void ToBatch_Settings_ScaleAndNormalise(string settings, float expected)
    {
        var processor = Load(settings);

        var batch = processor.ToBatch([processor.Prepare(Image(2, 1, 153))]);

        Assert.Equal((1, 1, 2), (batch.Count, batch.Height, batch.Width));
        Assert.All(batch.Pixels, value => Assert.Equal(expected, value, 1e-5f));
    }

    [Fact]
    public void ToBatch_ImagesOfManySizes_ArePaddedOnlyWhereTheProcessorPads()
    {
        ImageBuffer[] images = [Image(2, 1, 255), Image(1, 2, 255)];
        var vilt = Load("""{"image_processor_type": "ViltImageProcessor", "do_resize": false, "image_mean": [0, 0, 0], "image_std": [1, 1, 1]}""").ToBatch(images);

        Assert.Equal([1L, 1, 0, 0, 1, 0, 1, 0], vilt.Mask!);
        Assert.Equal([1f, 1, 0, 0], vilt.Pixels[..4]);
        Assert.Null(Load("""{"image_processor_type": "ViltImageProcessor", "do_pad": false}""").ToBatch([images[0]]).Mask);
        Assert.Null(Load("""{"image_processor_type": "ViltImageProcessor", "pad_and_return_pixel_mask": false}""").ToBatch([images[0]]).Mask);
        Assert.Contains("2 × 2", Assert.Throws<ArgumentException>(() => Load("""{"image_processor_type": "BlipImageProcessor"}""").ToBatch(images)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Load("""{"image_processor_type": "BlipImageProcessor"}""").ToBatch([]));
    }

    [Theory]
    [InlineData("""{"image_processor_type": "DetrImageProcessor"}""", "image_processor_type")]
    [InlineData("{}", "image_processor_type")]
    [InlineData("""{"image_processor_type": "BlipImageProcessor", "size": {"shortest_edge": 3}}""", "'size'")]
    [InlineData("""{"image_processor_type": "ViltImageProcessor", "size": {"longest_edge": 3}}""", "'size'")]
    [InlineData("""{"image_processor_type": "CLIPImageProcessor", "size": {"longest_edge": 3}}""", "'size'")]
    [InlineData("""{"image_processor_type": "CLIPImageProcessor", "crop_size": {"height": 0, "width": 3}}""", "crop_size.height")]
    [InlineData("""{"image_processor_type": "BlipImageProcessor", "resample": 9}""", "resample")]
    [InlineData("""{"image_processor_type": "BlipImageProcessor", "image_mean": [1, 2]}""", "image_mean")]
    [InlineData("""{"image_processor_type": "BlipImageProcessor", "image_std": [1, 0, 2]}""", "image_std")]
    [InlineData("""{"image_processor_type": "ViltImageProcessor", "size_divisor": 0}""", "size_divisor")]
    public void Load_BadSettings_NamesTheKey(string settings, string key) =>
        Assert.Contains(key, Assert.Throws<InvalidDataException>(() => Load(settings)).Message, StringComparison.Ordinal);

    [Fact]
    public void Load_NoTypeInTheFile_GoesByTheModel()
    {
        File.WriteAllText(_folder.File("config.json"), JsonSerializer.Serialize(new { model_type = "owlvit" }));

        Assert.Equal(768, Load("{}").Prepare(Image(3, 3, 1)).Width);
        File.Delete(_folder.File("preprocessor_config.json"));
        Assert.Contains("preprocessor_config.json", Assert.Throws<InvalidDataException>(() => ImageProcessors.Load(_folder.Path)).Message, StringComparison.Ordinal);
    }

    private static ImageBuffer Image(int width, int height, byte value) => ImageBuffer.FromRgb(width, height, [.. Enumerable.Repeat(value, width * height * 3)]);

    private IImageProcessor Load(string settings)
    {
        File.WriteAllText(_folder.File("preprocessor_config.json"), settings);
        return ImageProcessors.Load(_folder.Path);
    }
}
