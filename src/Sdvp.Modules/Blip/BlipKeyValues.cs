using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.Blip;

/// <summary>Keys and values that one layer of the decoder has computed: of the tokens read so far, and of the encoder's output. Owns its tensors.</summary>
internal sealed class BlipKeyValues : IDisposable
{
    private (Tensor Keys, Tensor Values)? _own;
    private (Tensor Keys, Tensor Values)? _encoder;

    /// <summary>Adds keys and values of further tokens, <c>[rows, heads, tokens, width]</c>.</summary>
    /// <returns>All keys and values so far; they stay this object's.</returns>
    public (Tensor Keys, Tensor Values) Append(Tensor keys, Tensor values)
    {
        if (_own is { } earlier)
        {
            (keys, values) = (cat([earlier.Keys, keys], 2), cat([earlier.Values, values], 2));
        }

        return Keep(ref _own, keys, values);
    }

    /// <summary>Keys and values of the encoder's output, <c>[inputs, heads, length, width]</c>; computed once.</summary>
    public (Tensor Keys, Tensor Values) OfEncoder(Func<(Tensor Keys, Tensor Values)> compute)
    {
        if (_encoder is { } known)
        {
            return known;
        }

        var (keys, values) = compute();
        return Keep(ref _encoder, keys, values);
    }

    /// <summary>Puts other rows in the place of the present ones; the encoder's stay, for rows of an input keep to themselves.</summary>
    public void Select(Tensor rows)
    {
        if (_own is { } own)
        {
            Keep(ref _own, own.Keys.index_select(0, rows), own.Values.index_select(0, rows));
        }
    }

    public void Dispose()
    {
        Release(_own);
        Release(_encoder);
        (_own, _encoder) = (null, null);
    }

    private static (Tensor Keys, Tensor Values) Keep(ref (Tensor Keys, Tensor Values)? slot, Tensor keys, Tensor values)
    {
        Release(slot);
        slot = (keys.DetachFromDisposeScope(), values.DetachFromDisposeScope());
        return slot.Value;
    }

    private static void Release((Tensor Keys, Tensor Values)? pair)
    {
        pair?.Keys.Dispose();
        pair?.Values.Dispose();
    }
}
