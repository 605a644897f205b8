using System.Collections.Immutable;
using System.Text.Json;
using Sdvp.Modules.Weights;

namespace Sdvp.Modules.Imaging;

/// <summary><c>preprocessor_config.json</c> with the defaults of its class.</summary>
internal sealed record ImageProcessorSettings
{
    private static readonly ImmutableArray<double> s_clipMean = [0.48145466, 0.4578275, 0.40821073];
    private static readonly ImmutableArray<double> s_clipDeviation = [0.26862954, 0.26130258, 0.27577711];
    private static readonly ImmutableArray<double> s_half = [0.5, 0.5, 0.5];

    /// <summary>The size to which images are scaled; null for leaving them.</summary>
    public required ImageSizeRule? Size { get; init; }

    public required ResampleFilter Filter { get; init; }

    /// <summary>The size that is cut out of the middle; null for no cut.</summary>
    public required (int Height, int Width)? Crop { get; init; }

    /// <summary>What 8-bit values are multiplied by; null for leaving them.</summary>
    public required double? Factor { get; init; }

    /// <summary>What is subtracted from each channel; null for no normalisation.</summary>
    public required ImmutableArray<double>? Mean { get; init; }

    /// <summary>What each channel is divided by after that.</summary>
    public required ImmutableArray<double> Deviation { get; init; }

    /// <summary>Whether images of a batch are filled up to the largest, with a mask.</summary>
    public required bool Pads { get; init; }

    public static ImageProcessorSettings Read(HuggingFaceConfig config, ImageProcessorKind kind)
    {
        var crops = kind is ImageProcessorKind.Clip or ImageProcessorKind.OwlVit && config.GetBoolean("do_center_crop", kind == ImageProcessorKind.Clip);
        var rescales = config.GetBoolean("do_rescale", !(kind == ImageProcessorKind.OwlVit && !config.GetBoolean("rescale", true)));
        var isHalf = kind == ImageProcessorKind.Vilt;
        return new ImageProcessorSettings
        {
            Size = config.GetBoolean("do_resize", true) ? ReadSize(config, kind) : null,
            Filter = ReadFilter(config),
            Crop = crops ? ReadExact(config, "crop_size", kind == ImageProcessorKind.Clip ? 224 : 768) : null,
            Factor = rescales ? config.GetDouble("rescale_factor", 1 / 255.0) : null,
            Mean = config.GetBoolean("do_normalize", true) ? config.GetDoubles("image_mean", isHalf ? s_half : s_clipMean, 3) : null,
            Deviation = config.GetDoubles("image_std", isHalf ? s_half : s_clipDeviation, 3) is var deviation && !deviation.Contains(0)
                ? deviation : throw config.Invalid("image_std", "0", "three numbers other than 0"),
            Pads = kind == ImageProcessorKind.Vilt && config.GetBoolean("pad_and_return_pixel_mask", config.GetBoolean("do_pad", true)),
        };
    }

    private static ResampleFilter ReadFilter(HuggingFaceConfig config)
    {
        var code = config.GetInt32("resample", (int)ResampleFilter.Bicubic);
        return Enum.IsDefined((ResampleFilter)code) ? (ResampleFilter)code : throw config.Invalid("resample", code, "0 to 5, Pillow's numbers of filters");
    }

    private static ImageSizeRule ReadSize(HuggingFaceConfig config, ImageProcessorKind kind)
    {
        if (kind == ImageProcessorKind.Vilt)
        {
            return new ShorterSideToMultiples(
                ReadShorter(config, 384) ?? throw config.Invalid("size", config.Find("size")!, "'shortest_edge', or one number"), config.GetInt32("size_divisor", 32, 1));
        }

        if (kind == ImageProcessorKind.Clip && ReadShorter(config, 224) is { } shorter)
        {
            return new ShorterSide(shorter);
        }

        var (height, width) = ReadExact(config, "size", kind == ImageProcessorKind.Blip ? 384 : 768);
        return new ExactSize(height, width);
    }

    /// <summary>The size of the shorter side; null where the setting gives both sides.</summary>
    private static int? ReadShorter(HuggingFaceConfig config, int fallback) => config.Find("size") switch
    {
        null => fallback,
        { ValueKind: JsonValueKind.Number } => config.GetInt32("size", null, 1),
        { ValueKind: JsonValueKind.Object } when config.GetSection("size").Has("shortest_edge") => config.GetSection("size").GetInt32("shortest_edge", null, 1),
        _ => null,
    };

    private static (int Height, int Width) ReadExact(HuggingFaceConfig config, string name, int fallback)
    {
        switch (config.Find(name))
        {
            case null:
                return (fallback, fallback);
            case { ValueKind: JsonValueKind.Number }:
                var side = config.GetInt32(name, null, 1);
                return (side, side);
            case { ValueKind: JsonValueKind.Array } list when list.GetArrayLength() == 2 && list.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Number && item.TryGetInt32(out var number) && number > 0):
                return (list[0].GetInt32(), list[1].GetInt32());
            case { ValueKind: JsonValueKind.Object } when config.GetSection(name) is var section && section.Has("height") && section.Has("width"):
                return (section.GetInt32("height", null, 1), section.GetInt32("width", null, 1));
            case { } other:
                throw config.Invalid(name, other, "'height' and 'width', a list of both, or one number for both");
        }
    }
}
