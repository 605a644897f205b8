using Sdvp.Modules.Generation;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.Blip;

/// <summary>A decoder that generates, with its cache.</summary>
internal sealed class BlipDecoder : ITokenDecoder
{
    private readonly BlipLanguageModel _model;
    private readonly Tensor _encoder;
    private readonly Tensor? _encoderMask;
    private readonly BlipCache _cache;
    private bool[][]? _isSeen;

    /// <param name="model">The network.</param>
    /// <param name="encoder">What the encoder gave, <c>[inputs, length, width]</c>; lives as long as this object.</param>
    /// <param name="encoderMask">What may be looked at of it, <c>[inputs, 1, 1, length]</c>, Bool; null for everything.</param>
    /// <param name="isToken">For each input which tokens of its prompt are none of the padding; null where none are padded.</param>
    public BlipDecoder(BlipLanguageModel model, Tensor encoder, Tensor? encoderMask = null, bool[][]? isToken = null)
    {
        _model = model;
        _encoder = encoder;
        _encoderMask = encoderMask;
        _isSeen = isToken;
        _cache = new BlipCache(model.Config.NumHiddenLayers);
        Rows = (int)encoder.shape[0];
    }

    public int Rows { get; private set; }

    public int MaxPositions => _model.Config.MaxPositionEmbeddings;

    public Tensor Read(long[] tokens)
    {
        using var scope = NewDisposeScope();
        var input = tensor(tokens, [Rows, tokens.Length / Rows], device: _encoder.device);
        var isFirst = _cache.Length == 0;
        var reading = new BlipTextReading
        {
            Encoder = _encoder,
            EncoderMask = _encoderMask,
            Cache = _cache,
            SelfMask = SelfMask(isFirst),
            IsCausal = isFirst && _isSeen is null && input.shape[1] > 1,
        };
        return _model.Next(input, reading).MoveToOuterDisposeScope();
    }

    public void Select(long[] rows)
    {
        using var scope = NewDisposeScope();
        _cache.Select(tensor(rows, device: _encoder.device));
        _isSeen = _isSeen is null ? null : [.. rows.Select(row => _isSeen[row])];
        Rows = rows.Length;
    }

    public void Dispose() => _cache.Dispose();

    /// <summary>What padding in prompts asks for; generated tokens are all seen.</summary>
    private Tensor? SelfMask(bool isFirst)
    {
        if (_isSeen is null)
        {
            return null;
        }

        if (!isFirst)
        {
            _isSeen = [.. _isSeen.Select(row => (bool[])[.. row, true])];
        }

        var seen = tensor(_isSeen.SelectMany(row => row).ToArray(), [Rows, _isSeen[0].Length], device: _encoder.device).to(int64);
        return isFirst ? BlipMasks.Causal(seen, _model.Type) : BlipMasks.InBothDirections(seen, _model.Type);
    }
}
