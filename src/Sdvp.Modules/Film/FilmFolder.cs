using Sdvp.Modules.Weights;
using static TorchSharp.torch;

namespace Sdvp.Modules.Film;

/// <summary>The folder of a FiLM network: <c>config.json</c> and <c>model.safetensors</c>.</summary>
internal static class FilmFolder
{
    public static string ConfigFile(string folder) => Path.Combine(folder, "config.json");

    public static string WeightsFile(string folder) => Path.Combine(folder, "model.safetensors");

    public static void Save(string folder, nn.Module network, FilmConfig config)
    {
        Directory.CreateDirectory(folder);
        ModuleWeights.Save(network, WeightsFile(folder));
        var temporary = ConfigFile(folder) + ".tmp";
        File.WriteAllText(temporary, config.ToJson() + "\n");
        File.Move(temporary, ConfigFile(folder), overwrite: true);
    }
}
