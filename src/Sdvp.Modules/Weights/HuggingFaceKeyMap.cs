using System.Collections.Immutable;

namespace Sdvp.Modules.Weights;

/// <summary>How the tensors of a network are called in checkpoints of its architecture. A network whose fields carry Hugging Face's names needs no map.</summary>
public sealed record HuggingFaceKeyMap
{
    /// <summary>Gives the checkpoint's key for a name in the network's <c>state_dict</c>. Two names never give one key. Default: the name itself.</summary>
    public Func<string, string> ToKey { get; init; } = name => name;

    /// <summary>
    /// Keys that are another name of a tensor which the network has once: alias → key of that tensor. Hugging Face leaves either out of the file; whichever is there is loaded,
    /// and where both are, the tensor's own key counts. Default: none.
    /// </summary>
    public ImmutableDictionary<string, string> Tied { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Whether a key that the network lacks is one that older versions of the library wrote and newer ones pass over. Default: keys that end with <c>position_ids</c>.</summary>
    public Func<string, bool> IsLegacy { get; init; } = key => key == "position_ids" || key.EndsWith(".position_ids", StringComparison.Ordinal);
}
