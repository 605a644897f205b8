using System.Text.Json;
using Sdvp.Core.Values;
using Sdvp.Modules.Imaging;
using Sdvp.Modules.Text;
using Sdvp.Modules.Torch;
using Sdvp.Modules.Weights;
using static TorchSharp.torch;

namespace Sdvp.Modules.Blip;

/// <summary>Turns images and texts into what a checkpoint's network reads, and back. Immutable and thread-safe.</summary>
internal sealed class BlipInputs
{
    private readonly BlipConfig _config;
    private readonly ITextTokenizer _tokenizer;
    private readonly TextEncodingOptions _encoding;
    private readonly IImageProcessor _processor;
    private readonly long? _unknown;

    /// <summary>Reads tokenizer and image processor of a folder.</summary>
    /// <exception cref="InvalidDataException">A file is absent or damaged, or the tokenizer belongs to another network.</exception>
    public BlipInputs(HuggingFaceFolder folder, BlipConfig config)
    {
        _config = config;
        _tokenizer = TextTokenizers.Load(folder.Path);
        _processor = ImageProcessors.Load(folder.Path);
        var positions = config.Text.MaxPositionEmbeddings;
        _encoding = new TextEncodingOptions { IsTruncated = true, MaxLength = Math.Min(_tokenizer.MaxLength ?? positions, positions) };
        if (_tokenizer.VocabularySize > config.Text.VocabSize)
        {
            throw new InvalidDataException(
                $"'{folder.Path}': the tokenizer has {_tokenizer.VocabularySize} tokens, but config.json has a vocab_size of {config.Text.VocabSize}; they are of different checkpoints.");
        }

        _unknown = _tokenizer.FindId(UnknownToken(folder.ReadConfig("tokenizer_config.json")));
        Identity = FileIdentity.OfInputs(folder);
    }

    /// <summary>Changes exactly when the files of tokenizer and image processor do.</summary>
    public string Identity { get; }

    /// <summary>The tokens of a text, framed, cut to what the network takes.</summary>
    public long[] Encode(string text) => [.. _tokenizer.Encode(text, options: _encoding).Ids];

    /// <summary>The tokens of a text without its frame; null where one of them is unknown.</summary>
    public long[]? EncodePlain(string text)
    {
        long[] tokens = [.. _tokenizer.Encode(text, options: new TextEncodingOptions { AddSpecialTokens = false }).Ids];
        return _unknown is { } unknown && tokens.Contains(unknown) ? null : tokens;
    }

    /// <summary>The tokens that the network is to write for an answer: the text, and the end. Null where it cannot write it.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="before">How many tokens the network is given before.</param>
    public long[]? EncodeAnswer(string answer, int before) =>
        EncodePlain(answer) is { } tokens && before + tokens.Length <= _config.Text.MaxPositionEmbeddings ? [.. tokens, _config.Text.SepTokenId] : null;

    /// <summary>The text of tokens, without those that frame it.</summary>
    public string Decode(IEnumerable<long> tokens) => _tokenizer.Decode(tokens, skipSpecialTokens: true);

    /// <summary>An image in the network's size, 8 bits a channel.</summary>
    /// <exception cref="InvalidDataException">The image processor makes images of another size than the network takes.</exception>
    public ImageBuffer Process(ImageBuffer image)
    {
        var prepared = _processor.Prepare(image);
        var size = _config.Vision.ImageSize;
        return prepared.Height == size && prepared.Width == size
            ? prepared
            : throw new InvalidDataException(
                $"The image processor made {prepared.Width} × {prepared.Height} pixels of an image of {image.Width} × {image.Height}; the network takes {size} × {size}. "
                + "Make preprocessor_config.json and config.json of the checkpoint agree.");
    }

    /// <summary>Processed images, normalised, as one tensor, <c>[n, 3, size, size]</c>, in the current dispose scope.</summary>
    public Tensor ToPixels(IReadOnlyList<ImageBuffer> images, Device device, ScalarType type)
    {
        using var scope = NewDisposeScope();
        var batch = _processor.ToBatch(images);
        return tensor(batch.Pixels, [batch.Count, 3, batch.Height, batch.Width]).ToDevice(device).to(type).MoveToOuterDisposeScope();
    }

    private static string UnknownToken(HuggingFaceConfig config) => config.Find("unk_token") switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString()!,
        { ValueKind: JsonValueKind.Object } token when token.TryGetProperty("content", out var content) => content.GetString()!,
        _ => "[UNK]",
    };
}
