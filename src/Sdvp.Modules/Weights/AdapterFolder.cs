using TorchSharp;

namespace Sdvp.Modules.Weights;

/// <summary>What every module with a checkpoint does with the adapter that it is told of.</summary>
internal static class AdapterFolder
{
    /// <summary>Adds an adapter to a network's weights; a network that it does not fit is disposed.</summary>
    /// <param name="network">The network, filled.</param>
    /// <param name="folder">The adapter's folder, in PEFT's layout; null for none.</param>
    /// <param name="map">How the network's tensors are called in checkpoints; null where the names are the same.</param>
    /// <returns>The network.</returns>
    public static T FoldInto<T>(T network, string? folder, HuggingFaceKeyMap? map = null)
        where T : torch.nn.Module
    {
        if (folder is null)
        {
            return network;
        }

        try
        {
            PeftFolder.Fold(network, folder, map);
            return network;
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }
}
