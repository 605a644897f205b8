using System.Collections.Immutable;
using System.Text.Json;
using Sdvp.Core.Modules;
using Sdvp.Core.Values;
using Sdvp.Modules.Imaging;

namespace Sdvp.Modules.Tests.Golden;

/// <summary>The images and texts of a checkpoint folder's <c>e2e.json</c>.</summary>
internal sealed class GoldenCalls
{
    public GoldenCalls(string folder)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "e2e.json")));
        Json = document.RootElement.Clone();
        var codec = new SkiaImageCodec();
        Images = [.. Texts("images").Select(path => codec.DecodeFile(Path.Combine(folder, path)))];
    }

    public JsonElement Json { get; }

    public ImmutableArray<ImageBuffer> Images { get; }

    public ImmutableArray<string> Texts(string key) => [.. Json.GetProperty(key).EnumerateArray().Select(t => t.GetString()!)];

    public ImmutableArray<ModuleCall> Questions() => [.. Images.Zip(Texts("texts"), (image, text) => Call(image, "question", new TextValue(text)))];

    public static ModuleCall Call(ImageBuffer image, string name, ProgramValue value) => new(ImmutableDictionary<string, ProgramValue>.Empty
        .Add("image", new ImageValue(image)).Add(name, value));

    /// <summary>An image of noise.</summary>
    public static ImageBuffer Noise(int seed, int width, int height)
    {
        var pixels = new byte[width * height * 3];
        new Random(seed).NextBytes(pixels);
        return ImageBuffer.FromRgb(width, height, pixels);
    }
}
