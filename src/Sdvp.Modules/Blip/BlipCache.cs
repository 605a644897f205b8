using static TorchSharp.torch;

namespace Sdvp.Modules.Blip;

/// <summary>What a decoder remembers of the tokens that it has read. Owns its tensors.</summary>
internal sealed class BlipCache : IDisposable
{
    private readonly BlipKeyValues[] _layers;

    public BlipCache(int layers) => _layers = [.. Enumerable.Range(0, layers).Select(_ => new BlipKeyValues())];

    /// <summary>Tokens read so far.</summary>
    public long Length { get; set; }

    public BlipKeyValues this[int layer] => _layers[layer];

    /// <summary>Puts other rows in the place of the present ones.</summary>
    public void Select(Tensor rows)
    {
        foreach (var layer in _layers)
        {
            layer.Select(rows);
        }
    }

    public void Dispose()
    {
        foreach (var layer in _layers)
        {
            layer.Dispose();
        }
    }
}
