using TorchSharp;

namespace Sdvp.Modules.Film;

/// <summary>Where a <see cref="FilmLocModule"/> comes from, and when it counts a candidate as found.</summary>
public sealed class FilmLocModuleOptions
{
    /// <summary>The folder with <c>config.json</c> and <c>model.safetensors</c>. Required.</summary>
    public string Folder { get; set; } = "";

    /// <summary>Thresholds. Default: those of <see cref="FilmLocOptions"/>.</summary>
    public FilmLocOptions Detection { get; set; } = new();

    /// <summary>The type that students are trained in: Float32, or BFloat16 with Float32 masters where the device is faster at it. Default: Float32.</summary>
    public torch.ScalarType TrainingType { get; set; } = torch.ScalarType.Float32;
}
