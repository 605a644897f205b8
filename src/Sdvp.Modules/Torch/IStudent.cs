using Sdvp.Core.Modules;
using TorchSharp;

namespace Sdvp.Modules.Torch;

/// <summary>
/// A module's network while it is trained, or frozen as a snapshot. Not thread-safe, except <see cref="Prepare"/>.
/// Owns its network.
/// </summary>
public interface IStudent : IDisposable
{
    /// <summary>The signature of the module that this network stands behind.</summary>
    ModuleSignature Signature { get; }

    /// <summary>The network. Its parameters may be frozen and its training mode set; it must not be disposed or replaced.</summary>
    torch.nn.Module Network { get; }

    /// <summary>Turns a call into the network's input, on the CPU and without tensors, so that it can be kept between epochs. Thread-safe.</summary>
    /// <param name="call">The call.</param>
    /// <returns>The input, for <see cref="Forward"/> of any student of the same architecture.</returns>
    /// <exception cref="ArgumentException">The call's arguments do not fit the module.</exception>
    StudentInput Prepare(ModuleCall call);

    /// <summary>Runs the network. Synchronous; gradients flow unless the caller forbids them.</summary>
    /// <param name="inputs">Inputs that <see cref="Prepare"/> made; at least one.</param>
    /// <returns>The outputs, in the caller's dispose scope.</returns>
    StudentOutput Forward(IReadOnlyList<StudentInput> inputs);

    /// <summary>Copies the weights into a new module.</summary>
    /// <returns>The module; its version is a hash of architecture and weights.</returns>
    ITrainableModule ToModule();

    /// <summary>Writes the network as a folder that the module's registration can load (configuration and <c>model.safetensors</c>). Atomic per file.</summary>
    /// <param name="folder">The folder; made if absent.</param>
    void Save(string folder);
}
