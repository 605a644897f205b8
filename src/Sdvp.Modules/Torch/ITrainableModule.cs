using Sdvp.Core.Modules;

namespace Sdvp.Modules.Torch;

/// <summary>
/// A module whose network can be trained. The module itself never changes: training works on a copy of its network,
/// and a new module with a new version is made of the result.
/// </summary>
public interface ITrainableModule : IVisualModule
{
    /// <summary>Makes an independent copy of the network, in float32 unless the module's options name another type, on the module's device.</summary>
    /// <returns>The copy; the caller disposes it.</returns>
    IStudent CreateStudent();
}
