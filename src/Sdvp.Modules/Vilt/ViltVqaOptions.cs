using Sdvp.Modules.Torch;
using TorchSharp;

namespace Sdvp.Modules.Vilt;

/// <summary>Where a <see cref="ViltVqaModule"/> comes from and how it runs.</summary>
public sealed record ViltVqaOptions
{
    /// <summary>The folder of a checkpoint of Hugging Face's <c>ViltForQuestionAnswering</c>. Required.</summary>
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

    /// <summary>Most questions that go through the network together; at least 1. Default: 16.</summary>
    public int MaxBatch { get; set; } = 16;

    /// <summary>
    /// How logits are meant, in results and in training. ViLT was trained with <see cref="AnswerScoring.Independent"/> answers, whose probabilities need not sum to 1; they are
    /// scaled down in results where they sum to more. Default: <see cref="AnswerScoring.Exclusive"/>, as adapters, teachers and the other modules mean answers.
    /// </summary>
    public AnswerScoring Scoring { get; set; }
}
