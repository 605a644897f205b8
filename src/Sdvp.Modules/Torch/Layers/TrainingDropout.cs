using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.Torch.Layers;

/// <summary>Dropout of networks whose configuration gives its probability.</summary>
internal static class TrainingDropout
{
    /// <summary>Drops values in training; gives the same tensor in evaluation mode or at probability 0.</summary>
    public static Tensor Drop(this Tensor values, double probability, bool isTraining) =>
        isTraining && probability > 0 ? nn.functional.dropout(values, probability) : values;
}
