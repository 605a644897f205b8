using Sdvp.Modules.Weights;
using static TorchSharp.torch;

namespace Sdvp.Tests.Shared;

/// <summary>The tensors of a golden file, in the caller's dispose scope.</summary>
internal sealed class GoldenTensors
{
    private readonly Dictionary<string, Tensor> _tensors;

    /// <summary>Reads a file.</summary>
    /// <param name="parts">The path from the root of the golden data.</param>
    public GoldenTensors(params string[] parts)
    {
        using var file = SafetensorsFile.Open(GoldenFolder.Path(parts));
        _tensors = file.Entries.Keys.ToDictionary(name => name, file.Read, StringComparer.Ordinal);
    }

    /// <summary>A tensor.</summary>
    /// <param name="name">Its name.</param>
    public Tensor this[string name] => _tensors[name];

    /// <summary>Fails where a tensor is not the file's.</summary>
    /// <param name="name">The name in the file.</param>
    /// <param name="actual">The tensor.</param>
    /// <param name="tolerance">The largest difference that is accepted.</param>
    public void AssertEqual(string name, Tensor actual, double tolerance = 2e-5)
    {
        using var scope = NewDisposeScope();
        var expected = _tensors[name];
        Assert.Equal(expected.shape, actual.shape);
        var difference = actual.detach().to(float64).cpu().sub(expected.to(float64)).abs().max().item<double>();
        Assert.True(difference <= tolerance, $"'{name}' differs by {difference:g3}; at most {tolerance:g3} is accepted.");
    }
}
