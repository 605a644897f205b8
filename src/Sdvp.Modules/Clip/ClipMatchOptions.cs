using TorchSharp;

namespace Sdvp.Modules.Clip;

/// <summary>Where a <see cref="ClipMatchModule"/> comes from and how it runs.</summary>
public sealed record ClipMatchOptions
{
    /// <summary>The folder of a checkpoint of Hugging Face's <c>CLIPModel</c>. Required.</summary>
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

    /// <summary>Most images, or texts, that go through the network together; at least 1. Default: 32.</summary>
    public int MaxBatch { get; set; } = 32;

    /// <summary>What the network reads for a text; <c>{text}</c> stands for the text. Default: the text as it is. VisProg's is <c>a photo of {text}</c>.</summary>
    public string Template { get; set; } = "{text}";

    /// <summary>Most texts whose encoding is kept; at least 0. Default: 4096.</summary>
    public int MaxCachedTexts { get; set; } = 4096;
}
