using Sdvp.Core.Values;
using Sdvp.Modules.Imaging;

namespace Sdvp.Modules.Tests.Imaging;

public sealed class VideoFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sdvp-video").FullName;
    private readonly SkiaImageCodec _codec = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Read_Folder_GivesFramesByNumber()
    {
        foreach (var number in new[] { 10, 2, 1 })
        {
            File.WriteAllBytes(Path.Combine(_folder, $"frame{number}.png"), _codec.EncodePng(Solid((byte)number)));
        }

        File.WriteAllText(Path.Combine(_folder, "notes.txt"), "no frame");

        Assert.Equal([1, 2, 10], VideoFiles.Read(_codec, _folder).Items.Select(f => (int)((ImageValue)f).Pixels.Pixels[0]));
    }

    [Fact]
    public void Read_Gif_GivesEveryFrameAsItIsShown()
    {
        var path = Path.Combine(_folder, "a.gif");
        File.WriteAllBytes(path, GifBytes.Create(4, 3, [0, 1, 2]));

        var frames = VideoFiles.Read(_codec, path).Items.Cast<ImageValue>().ToArray();

        Assert.Equal(3, frames.Length);
        Assert.All(frames, f => Assert.Equal((4, 3), (f.Width, f.Height)));
        Assert.Equal([GifBytes.Color(0), GifBytes.Color(1), GifBytes.Color(2)], frames.Select(f => f.Pixels.Pixels[..3].ToArray()));
    }

    [Fact]
    public void Read_TruncatedGif_IsRefused()
    {
        var path = Path.Combine(_folder, "a.gif");
        File.WriteAllBytes(path, GifBytes.Create(4, 3, [0, 1, 2])[..30]);

        Assert.Throws<InvalidImageException>(() => VideoFiles.Read(_codec, path));
    }

    [Fact]
    public void Read_EmptyFolder_IsRefused() =>
        Assert.Contains("holds no picture", Assert.Throws<InvalidImageException>(() => VideoFiles.Read(_codec, _folder)).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_FramesOfSeveralSizes_AreRefused()
    {
        File.WriteAllBytes(Path.Combine(_folder, "1.png"), _codec.EncodePng(Solid(1)));
        File.WriteAllBytes(Path.Combine(_folder, "2.png"), _codec.EncodePng(ImageBuffer.FromRgb(1, 1, [0, 0, 0])));

        Assert.Contains("differ in size", Assert.Throws<InvalidImageException>(() => VideoFiles.Read(_codec, _folder)).Message, StringComparison.Ordinal);
    }

    private static ImageBuffer Solid(byte value) => ImageBuffer.FromRgb(2, 2, [.. Enumerable.Repeat(value, 12)]);
}
