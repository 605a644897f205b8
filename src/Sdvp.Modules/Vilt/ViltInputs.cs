using Sdvp.Core.Values;
using Sdvp.Modules.Imaging;
using Sdvp.Modules.Text;
using Sdvp.Modules.Torch;
using Sdvp.Modules.Weights;
using static TorchSharp.torch;

namespace Sdvp.Modules.Vilt;

/// <summary>Turns images and questions into what a checkpoint's network reads. Immutable and thread-safe.</summary>
internal sealed class ViltInputs
{
    private readonly ViltConfig _config;
    private readonly ITextTokenizer _tokenizer;
    private readonly TextEncodingOptions _encoding;
    private readonly IImageProcessor _processor;

    /// <summary>Reads tokenizer and image processor of a folder.</summary>
    /// <exception cref="InvalidDataException">A file is absent or damaged, or the tokenizer belongs to another network.</exception>
    public ViltInputs(HuggingFaceFolder folder, ViltConfig config)
    {
        _config = config;
        _tokenizer = TextTokenizers.Load(folder.Path);
        _processor = ImageProcessors.Load(folder.Path);
        _encoding = new TextEncodingOptions { IsTruncated = true, MaxLength = Math.Min(_tokenizer.MaxLength ?? config.MaxPositionEmbeddings, config.MaxPositionEmbeddings) };
        if (_tokenizer.VocabularySize > config.VocabSize)
        {
            throw new InvalidDataException(
                $"'{folder.Path}': the tokenizer has {_tokenizer.VocabularySize} tokens, but config.json has a vocab_size of {config.VocabSize}; they are of different checkpoints.");
        }

        if (config.NumChannels != 3)
        {
            throw new InvalidDataException($"'{folder.Path}': the network takes images of {config.NumChannels} channels; expected are 3, as image files have.");
        }

        Identity = FileIdentity.OfInputs(folder);
    }

    /// <summary>Changes exactly when the files of tokenizer and image processor do.</summary>
    public string Identity { get; }

    /// <summary>The tokens of a question, framed, cut to what the network takes.</summary>
    public long[] Encode(string question) => [.. _tokenizer.Encode(question, options: _encoding).Ids];

    /// <summary>An image in the network's size, 8 bits a channel.</summary>
    /// <exception cref="ArgumentException">The image is smaller than one patch.</exception>
    public ImageBuffer Process(ImageBuffer image)
    {
        var prepared = _processor.Prepare(image);
        return prepared.Width >= _config.PatchSize && prepared.Height >= _config.PatchSize
            ? prepared
            : throw new ArgumentException(
                $"An image of {image.Width} × {image.Height} pixels becomes {prepared.Width} × {prepared.Height}, which holds no patch of {_config.PatchSize} × {_config.PatchSize}.",
                nameof(image));
    }

    /// <summary>Inputs that go through the network together: those of like size, where the image processor pads, else those of one size.</summary>
    public IEnumerable<T[]> Batches<T>(IEnumerable<T> items, Func<T, ViltInput> inputOf, int most) => _processor.Pads
        ? items.OrderBy(i => inputOf(i).Image.Height).ThenBy(i => inputOf(i).Image.Width).Chunk(most)
        : items.GroupBy(i => (inputOf(i).Image.Width, inputOf(i).Image.Height)).SelectMany(g => g.Chunk(most));

    /// <summary>Inputs as one batch, in the current dispose scope.</summary>
    public ViltBatch ToBatch(IReadOnlyList<ViltInput> inputs, Device device, ScalarType type)
    {
        var pixels = _processor.ToBatch([.. inputs.Select(i => i.Image)]);
        long[][] tokens = [.. inputs.Select(i => i.Tokens)];
        return new ViltBatch(
            TokenRows.ToTensor(tokens, _tokenizer.PaddingId, device),
            null,
            TokenRows.IsToken(tokens),
            tensor(pixels.Pixels, [pixels.Count, 3, pixels.Height, pixels.Width]).ToDevice(device).to(type),
            ViltPatches.FromSizes([.. inputs.Select(i => (i.Image.Height, i.Image.Width))], pixels.Height, pixels.Width, _config));
    }
}
