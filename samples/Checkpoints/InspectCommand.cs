using System.Globalization;
using Sdvp.Modules.Architectures;
using Sdvp.Modules.Torch.Layers;
using Sdvp.Modules.Weights;
using TorchSharp;

namespace Sdvp.Samples.Checkpoints;

/// <summary>Says what a folder holds and whether it fits its configuration. Weights are looked at, not copied.</summary>
internal static class InspectCommand
{
    public static void Run(CheckpointArguments arguments, TextWriter output)
    {
        var folder = HuggingFaceFolder.Open(arguments.Folder);
        var architecture = ModelArchitectures.Default.Find(folder);
        var entries = folder.ReadEntries();
        using var network = Networks.Create(() => architecture.CreateNetwork(folder), torch.CPU);
        var parameters = network.parameters().Sum(p => p.numel());
        var report = folder.Load(network, architecture.KeyMap, new HuggingFaceLoadOptions { IsStrict = false });
        output.WriteLine($"architecture  {architecture.ClassName} ({architecture.ModelType})");
        output.WriteLine($"can           {string.Join(", ", architecture.Modules.Keys).ToLowerInvariant()}");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"parameters    {parameters:N0}"));
        foreach (var type in entries.Values.GroupBy(e => e.Type).OrderBy(g => g.Key))
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{type.Key,-13} {type.Count()} tensors, {type.Sum(e => e.End - e.Begin) / 1e6:0.0} MB"));
        }

        WriteKeys(output, "missing", [.. report.Missing]);
        WriteKeys(output, "unexpected", [.. report.Unexpected]);
    }

    private static void WriteKeys(TextWriter output, string what, string[] keys)
    {
        output.WriteLine($"{what,-13} {(keys.Length == 0 ? "none" : keys.Length)}");
        foreach (var key in keys)
        {
            output.WriteLine($"              {key}");
        }
    }
}
