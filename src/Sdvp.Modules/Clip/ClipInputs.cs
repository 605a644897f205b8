using System.Security.Cryptography;
using Sdvp.Core.Values;
using Sdvp.Modules.Imaging;
using Sdvp.Modules.Text;
using Sdvp.Modules.Torch;
using Sdvp.Modules.Weights;
using static TorchSharp.torch;

namespace Sdvp.Modules.Clip;

/// <summary>Turns images and texts into the numbers that a checkpoint of CLIP or a descendant takes. Immutable and thread-safe.</summary>
internal sealed class ClipInputs
{
    private const int Channels = 3;

    private static readonly string[] s_files =
        ["preprocessor_config.json", "tokenizer_config.json", "special_tokens_map.json", "added_tokens.json", "vocab.json", "merges.txt"];

    private readonly ITextTokenizer _tokenizer;
    private readonly TextEncodingOptions _encoding;
    private readonly IImageProcessor _processor;
    private readonly ClipVisionConfig _vision;

    /// <summary>Reads tokenizer and image processor of a folder.</summary>
    /// <exception cref="InvalidDataException">A file is absent or damaged, or the tokenizer belongs to another network.</exception>
    public ClipInputs(HuggingFaceFolder folder, ClipTextConfig text, ClipVisionConfig vision)
    {
        _vision = vision;
        _tokenizer = TextTokenizers.Load(folder.Path);
        _processor = ImageProcessors.Load(folder.Path);
        _encoding = new TextEncodingOptions { IsTruncated = true, MaxLength = Math.Min(_tokenizer.MaxLength ?? text.MaxPositions, text.MaxPositions) };
        if (_tokenizer.VocabularySize > text.VocabularySize)
        {
            throw new InvalidDataException(
                $"'{folder.Path}': the tokenizer has {_tokenizer.VocabularySize} tokens, but config.json has a vocab_size of {text.VocabularySize}; they are of different checkpoints.");
        }

        if (vision.Channels != Channels)
        {
            throw new InvalidDataException($"'{folder.Path}': the network takes images of {vision.Channels} channels; expected are {Channels}, as image files have.");
        }

        Identity = Hash(folder);
    }

    /// <summary>Changes exactly when the files of tokenizer and image processor do.</summary>
    public string Identity { get; }

    /// <summary>The ids of a text, framed, cut to what the network takes.</summary>
    public long[] Encode(string text) => [.. _tokenizer.Encode(text, options: _encoding).Ids];

    /// <summary>An image in the network's size, 8 bits a channel.</summary>
    /// <exception cref="InvalidDataException">The image processor makes images of another size than the network takes.</exception>
    public ImageBuffer Process(ImageBuffer image)
    {
        var prepared = _processor.Prepare(image);
        return prepared.Height == _vision.ImageSize && prepared.Width == _vision.ImageSize
            ? prepared
            : throw new InvalidDataException(
                $"The image processor made {prepared.Width} × {prepared.Height} pixels of an image of {image.Width} × {image.Height}; the network takes {_vision.ImageSize} × {_vision.ImageSize}. "
                + "Make preprocessor_config.json and config.json of the checkpoint agree.");
    }

    /// <summary>Processed images, normalised, as one tensor, <c>[n, 3, size, size]</c>.</summary>
    public Tensor ToPixels(IReadOnlyList<ImageBuffer> images, Device device, ScalarType type)
    {
        using var scope = NewDisposeScope();
        var batch = _processor.ToBatch(images);
        return tensor(batch.Pixels, [batch.Count, Channels, batch.Height, batch.Width]).ToDevice(device).to(type).MoveToOuterDisposeScope();
    }

    /// <summary>Encoded texts as ids and mask, <c>[n, longest]</c>.</summary>
    public (Tensor Ids, Tensor Mask) ToIds(IReadOnlyList<long[]> texts, Device device)
    {
        var longest = texts.Max(t => t.Length);
        var mask = new long[texts.Count * longest];
        for (var i = 0; i < texts.Count; i++)
        {
            mask.AsSpan(i * longest, texts[i].Length).Fill(1);
        }

        return (TokenRows.ToTensor(texts, _tokenizer.PaddingId, device), tensor(mask, [texts.Count, longest], device: device));
    }

    private static string Hash(HuggingFaceFolder folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in s_files.Select(folder.PathOf).Where(File.Exists))
        {
            hash.AppendData(SHA256.HashData(File.ReadAllBytes(file)));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }
}
