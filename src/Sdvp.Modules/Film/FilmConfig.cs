using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sdvp.Modules.Film;

/// <summary>Sizes and vocabularies of a FiLM network; <c>config.json</c> in its folder.</summary>
public sealed record FilmConfig
{
    /// <summary>Columns and rows to which images are scaled, a multiple of 8. Default: 64.</summary>
    public int ImageSize { get; init; } = 64;

    /// <summary>
    /// The largest factor by which images are scaled; above 0. Smaller images, such as crops, fill only a part of the square, so that things keep
    /// the size that the network knows. Default: 1.
    /// </summary>
    public double MaxScale { get; init; } = 1;

    /// <summary>Channels of the first convolution, a multiple of 8; the last has four times as many. Default: 24.</summary>
    public int Width { get; init; } = 24;

    /// <summary>Width of the text encoding, a multiple of 4. Default: 96.</summary>
    public int TextWidth { get; init; } = 96;

    /// <summary>Modulated layers. Default: 3.</summary>
    public int Hops { get; init; } = 3;

    /// <summary>Words read of a text; longer text is cut. Default: 20.</summary>
    public int MaxWords { get; init; } = 20;

    /// <summary>Images that one call has: 1, or 2 for statements on pairs. Default: 1.</summary>
    public int ImagesPerCall { get; init; } = 1;

    /// <summary>The words that texts are made of.</summary>
    public required ImmutableArray<string> Words { get; init; }

    /// <summary>The answers; empty for networks that locate.</summary>
    public ImmutableArray<string> Answers { get; init; } = [];

    private static JsonSerializerOptions JsonOptions { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>Reads a configuration.</summary>
    /// <param name="file">Path of <c>config.json</c>.</param>
    /// <returns>The configuration.</returns>
    /// <exception cref="InvalidDataException">The file is no valid configuration; file and reason are named.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static FilmConfig Load(string file)
    {
        ArgumentNullException.ThrowIfNull(file);
        try
        {
            var config = JsonSerializer.Deserialize<FilmConfig>(File.ReadAllBytes(file), JsonOptions)
                ?? throw new InvalidDataException($"{file} holds no configuration, but null.");
            config.Validate();
            return config;
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            throw new InvalidDataException($"{file} is no configuration of a FiLM network: {error.Message}", error);
        }
    }

    /// <summary>The configuration as JSON text.</summary>
    /// <returns>The text.</returns>
    public string ToJson() => JsonSerializer.Serialize(this, JsonOptions);

    /// <summary>Checks every size.</summary>
    /// <exception cref="ArgumentException">A size is out of range; name, value and range are given.</exception>
    public void Validate()
    {
        Check(ImageSize is >= 16 and <= 1024 && ImageSize % 8 == 0, nameof(ImageSize), ImageSize, "a multiple of 8 from 16 to 1024");
        if (!(MaxScale > 0) || double.IsInfinity(MaxScale))
        {
            throw new ArgumentException($"{nameof(MaxScale)} is {MaxScale}; expected is a finite number above 0.");
        }

        Check(Width is >= 8 and <= 1024 && Width % 8 == 0, nameof(Width), Width, "a multiple of 8 from 8 to 1024");
        Check(TextWidth is >= 8 and <= 4096 && TextWidth % 4 == 0, nameof(TextWidth), TextWidth, "a multiple of 4 from 8 to 4096");
        Check(Hops is >= 1 and <= 32, nameof(Hops), Hops, "from 1 to 32");
        Check(MaxWords is >= 1 and <= 512, nameof(MaxWords), MaxWords, "from 1 to 512");
        Check(ImagesPerCall is 1 or 2, nameof(ImagesPerCall), ImagesPerCall, "1 or 2");
        Check(!Words.IsDefaultOrEmpty, nameof(Words), 0, "at least one word");
    }

    private static void Check(bool isValid, string name, int value, string expected)
    {
        if (!isValid)
        {
            throw new ArgumentException($"{name} is {value}; expected is {expected}.");
        }
    }
}
