using System.Text.Json;
using Sdvp.Modules.Weights;
using static TorchSharp.torch;

namespace Sdvp.Modules.Tests.Golden;

/// <summary>One model's golden folder: a checkpoint, inputs and outputs of its cases, and what training it gave.</summary>
internal sealed class GoldenModel
{
    /// <summary>How far float32 outputs may be from the reference's.</summary>
    public const double Tolerance = 2e-5;

    public GoldenModel(string name) => Folder = HuggingFaceFolder.Open(GoldenFolder.Path(name));

    public HuggingFaceFolder Folder { get; }

    /// <summary>The names of the cases of a folder; the main one is the empty text.</summary>
    public static IEnumerable<string> CasesOf(string name) => Directory.EnumerateFiles(GoldenFolder.Path(name), "inputs*.safetensors")
        .Select(file => Path.GetFileNameWithoutExtension(file)["inputs".Length..].TrimStart('_')).Order(StringComparer.Ordinal);

    /// <summary>The tensors of a file, in the current dispose scope.</summary>
    public Dictionary<string, Tensor> Tensors(string file)
    {
        using var safetensors = SafetensorsFile.Open(Folder.PathOf(file + ".safetensors"));
        return safetensors.Entries.Keys.ToDictionary(key => key, safetensors.Read);
    }

    public Dictionary<string, Tensor> Inputs(string name = "") => Tensors(name.Length == 0 ? "inputs" : "inputs_" + name);

    public Dictionary<string, Tensor> Outputs(string name = "") => Tensors(name.Length == 0 ? "outputs" : "outputs_" + name);

    public JsonElement Json(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Folder.PathOf(file)));
        return document.RootElement.Clone();
    }

    /// <summary>Fails where two tensors differ by more than a tolerance.</summary>
    public static void AssertClose(Tensor expected, Tensor actual, string name, double tolerance = Tolerance)
    {
        Assert.Equal(expected.shape, actual.shape);
        using var scope = NewDisposeScope();
        var difference = (expected.to(float64) - actual.detach().to(float64)).abs().max().item<double>();
        Assert.True(difference <= tolerance, $"{name} is off by {difference:g3}; at most {tolerance:g3} is expected.");
    }

    /// <summary>Fails where ids are not the reference's, row by row with its padding.</summary>
    public static void AssertIds(Tensor expected, IEnumerable<IEnumerable<long>> actual, long padding)
    {
        var width = (int)expected.shape[1];
        var rows = actual.Select(row => row.Concat(Enumerable.Repeat(padding, width)).Take(Math.Max(width, row.Count())).ToArray()).ToArray();
        Assert.Equal(expected.data<long>().ToArray().Chunk(width), rows);
    }
}
