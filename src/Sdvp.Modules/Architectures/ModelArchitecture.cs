using System.Collections.Immutable;
using Sdvp.Modules.Torch;
using Sdvp.Modules.Weights;
using TorchSharp;

namespace Sdvp.Modules.Architectures;

/// <summary>One architecture of Hugging Face checkpoints: how it is recognised, and what is made of its folders. Immutable.</summary>
public sealed record ModelArchitecture
{
    /// <summary>The class in Hugging Face's library, as <c>architectures</c> of <c>config.json</c> names it.</summary>
    public required string ClassName { get; init; }

    /// <summary><c>model_type</c> of <c>config.json</c>; counts where <c>architectures</c> is absent.</summary>
    public required string ModelType { get; init; }

    /// <summary>Makes the network that a folder describes, without its weights. It throws <see cref="InvalidDataException"/> where the configuration cannot be used.</summary>
    public required Func<HuggingFaceFolder, torch.nn.Module> CreateNetwork { get; init; }

    /// <summary>How the network's tensors are called in checkpoints. Default: by their own names.</summary>
    public HuggingFaceKeyMap KeyMap { get; init; } = new();

    /// <summary>What the architecture can do, and how a module for it is made. The caller owns the module.</summary>
    public required ImmutableSortedDictionary<ModelTask, Func<ModelModuleOptions, ITrainableModule>> Modules { get; init; }
}
