using Sdvp.Core.Values;

namespace Sdvp.Modules.Imaging;

/// <summary>An image processor that follows its settings.</summary>
internal sealed class HuggingFaceImageProcessor(ImageProcessorSettings settings) : IImageProcessor
{
    private const int Channels = 3;
    private const int Levels = 256;

    // What each 8-bit value of each channel becomes: scaling and normalisation know nothing else of a pixel.
    private readonly float[] _values = Values(settings);

    public bool Pads => settings.Pads;

    public ImageBuffer Prepare(ImageBuffer image)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (settings.Size is { } rule)
        {
            var (height, width) = rule.SizeOf(image.Height, image.Width);
            image = ImageResize.Resize(image, Math.Max(width, rule.Least), Math.Max(height, rule.Least), settings.Filter);
        }

        return settings.Crop is var (rows, columns) ? CenterCrop.Cut(image, rows, columns) : image;
    }

    public PixelBatch ToBatch(IReadOnlyList<ImageBuffer> prepared)
    {
        ArgumentNullException.ThrowIfNull(prepared);
        if (prepared.Count == 0)
        {
            throw new ArgumentException("A batch has at least one image; none was given.", nameof(prepared));
        }

        var (height, width) = (prepared.Max(image => image.Height), prepared.Max(image => image.Width));
        if (!settings.Pads && prepared.FirstOrDefault(image => image.Height != height || image.Width != width) is { } other)
        {
            throw new ArgumentException(
                $"A batch has images of {width} × {height} and of {other.Width} × {other.Height} pixels, but its processor does not pad; pass what {nameof(Prepare)} gave.", nameof(prepared));
        }

        var pixels = new float[checked(prepared.Count * Channels * height * width)];
        var mask = settings.Pads ? new long[prepared.Count * height * width] : null;
        for (var index = 0; index < prepared.Count; index++)
        {
            Fill(prepared[index], pixels.AsSpan(index * Channels * height * width), height, width);
            for (var row = 0; mask is not null && row < prepared[index].Height; row++)
            {
                mask.AsSpan((((index * height) + row) * width), prepared[index].Width).Fill(1);
            }
        }

        return new PixelBatch(prepared.Count, height, width, pixels, mask);
    }

    private static float[] Values(ImageProcessorSettings settings)
    {
        var values = new float[Channels * Levels];
        for (var index = 0; index < values.Length; index++)
        {
            var (channel, level) = (index / Levels, index % Levels);

            // Scaling happens in 64 bits and is rounded to 32, normalisation happens in 32.
            var value = settings.Factor is { } factor ? (float)(level * factor) : level;
            values[index] = settings.Mean is { } mean ? (value - (float)mean[channel]) / (float)settings.Deviation[channel] : value;
        }

        return values;
    }

    private void Fill(ImageBuffer image, Span<float> target, int height, int width)
    {
        for (var row = 0; row < image.Height; row++)
        {
            var line = image.Pixels.Slice(row * image.Width * Channels, image.Width * Channels);
            for (var channel = 0; channel < Channels; channel++)
            {
                var values = _values.AsSpan(channel * Levels, Levels);
                var output = target.Slice((((channel * height) + row) * width), image.Width);
                for (var column = 0; column < output.Length; column++)
                {
                    output[column] = values[line[(column * Channels) + channel]];
                }
            }
        }
    }
}
