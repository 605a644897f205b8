using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Sdvp.Core.Values;

namespace Sdvp.Samples.Viper.World;

/// <summary>
/// A world on paper: where things are follows from their names by a formula, and questions have their answers in a table. Programs can be
/// tried on it, and compared with other hosts of the same world, without any network.
/// </summary>
internal sealed class PaperWorld
{
    private readonly PaperWorldData _data;
    private readonly Dictionary<ImageBuffer, int> _frames = new(ReferenceEqualityComparer.Instance);

    private PaperWorld(PaperWorldData data)
    {
        _data = data;
        Video = new ListValue([.. Enumerable.Range(0, data.Frames).Select(Frame)]);
        Image = (ImageValue)Video.Items[0];
    }

    /// <summary>The first frame.</summary>
    public ImageValue Image { get; }

    /// <summary>All frames.</summary>
    public ListValue Video { get; }

    public ImmutableArray<string> PossibleAnswers => [.. _data.PossibleAnswers];

    public string Query => _data.Query;

    /// <summary>What a language model replies, whatever it is asked.</summary>
    public string Reply => _data.Reply;

    /// <summary>Reads a world.</summary>
    /// <param name="path">A file such as world.json.</param>
    /// <exception cref="InvalidDataException">The file is no such world.</exception>
    public static PaperWorld Load(string path)
    {
        try
        {
            var data = JsonSerializer.Deserialize(File.ReadAllBytes(path), PaperWorldJson.Default.PaperWorldData);
            return data is { Width: > 0, Height: > 0, Frames: > 0 } ? new PaperWorld(data) : throw new JsonException("width, height and frames must be positive.");
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"The world {path} cannot be read: {error.Message} Expected is a file such as samples/Viper/World/world.json.", error);
        }
    }

    /// <summary>Where the things of a name are, in pixels of the root image.</summary>
    public ImmutableArray<PixelBox> Find(string name)
    {
        var codes = name.EnumerateRunes().Select(r => (long)r.Value).ToArray();
        var count = _data.Counts.TryGetValue(name, out var known) ? known : _data.OtherCount ?? codes.Length % 3;
        var sum = codes.Sum();
        return [.. Enumerable.Range(0, count).Select(i => Box(sum, i))];
    }

    /// <summary>Answers a question about an image.</summary>
    public string Answer(ImageValue image, string question)
    {
        if (_data.AnswersByLeft.TryGetValue(question, out var byLeft))
        {
            return byLeft[image.Box.Left % byLeft.Length];
        }

        if (_data.AnswersByFrame.TryGetValue(question, out var byFrame))
        {
            // A thing that was found is of no frame in particular, which counts as the first.
            var frame = image.Box == image.Root.Bounds ? _frames.GetValueOrDefault(image.Root) : 0;
            return byFrame[Math.Min(frame, byFrame.Length - 1)];
        }

        return _data.Answers.GetValueOrDefault(question, _data.OtherAnswer);
    }

    private PixelBox Box(long sum, int i)
    {
        var (left, lower) = (((sum * 7) + (i * 37)) % 200, ((sum * 3) + (i * 53)) % 150);
        var (width, height) = (20 + ((sum + (i * 11)) % 40), 15 + (((sum * 5) + (i * 17)) % 30));
        return new PixelBox((int)left, (int)(_data.Height - lower - height), (int)(left + width), (int)(_data.Height - lower));
    }

    private ImageValue Frame(int number)
    {
        var pixels = new byte[_data.Width * _data.Height * 3];
        Array.Fill(pixels, (byte)(byte.MaxValue - number));
        var frame = ImageBuffer.FromRgb(_data.Width, _data.Height, pixels);
        _frames[frame] = number;
        return new ImageValue(frame);
    }
}
