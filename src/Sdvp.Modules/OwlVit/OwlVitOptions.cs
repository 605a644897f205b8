using TorchSharp;

namespace Sdvp.Modules.OwlVit;

/// <summary>Where an <see cref="OwlVitLocModule"/> comes from and how it runs.</summary>
public sealed record OwlVitOptions
{
    /// <summary>The folder of a checkpoint of Hugging Face's <c>OwlViTForObjectDetection</c>. Required.</summary>
    public string Folder { get; set; } = "";

    /// <summary>
    /// The folder of a LoRA adapter in PEFT's layout (<c>adapter_config.json</c>, <c>adapter_model.safetensors</c>), which is added to the checkpoint's weights; null for none.
    /// Default: null.
    /// </summary>
    public string? Adapter { get; set; }

    /// <summary><c>cpu</c>, <c>cuda</c> or <c>cuda:1</c>; null for the host's device. Default: null.</summary>
    public string? Device { get; set; }

    /// <summary>The type that the network runs in: Float32, Float16 or BFloat16. Default: Float32.</summary>
    public torch.ScalarType Type { get; set; } = torch.ScalarType.Float32;

    /// <summary>The type that students are trained in: Float32, or BFloat16 with Float32 masters where the device is faster at it. Default: Float32.</summary>
    public torch.ScalarType TrainingType { get; set; } = torch.ScalarType.Float32;

    /// <summary>Whether the blocks of students keep their inputs only and compute the rest again for gradients: less memory, more time. Default: false.</summary>
    public bool CheckpointsActivations { get; set; }

    /// <summary>Most calls that go through the network together; at least 1. Default: 8.</summary>
    public int MaxBatch { get; set; } = 8;

    /// <summary>Most texts whose encoding is kept; at least 0. Default: 4096.</summary>
    public int MaxCachedTexts { get; set; } = 4096;

    /// <summary>What is made of the candidates. Default: <see cref="OwlVitLocOptions.VisProg"/>, or <see cref="OwlVitLocOptions.Detection"/> for DETECT.</summary>
    public OwlVitLocOptions Detection { get; set; } = OwlVitLocOptions.VisProg;
}
