namespace Sdvp.Modules.Torch;

/// <summary>A network whose blocks can keep their inputs only and compute the rest again for gradients. Not thread-safe.</summary>
public interface ICheckpointedNetwork
{
    /// <summary>
    /// What runs the blocks; null where they keep everything. Whoever trains the network calls <see cref="ActivationCheckpoint.Complete"/> after each <c>backward()</c>.
    /// Default: null.
    /// </summary>
    ActivationCheckpoint? Checkpoint { get; set; }
}
