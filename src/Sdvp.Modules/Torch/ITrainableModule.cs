using Sdvp.Core.Modules;
using TorchSharp;

namespace Sdvp.Modules.Torch;

/// <summary>
/// A module whose network can be trained. The module itself never changes: training works on a copy of its network,
/// and a new module with a new version is made of the result.
/// </summary>
public interface ITrainableModule : IVisualModule
{
    /// <summary>The type that students are trained in; a distillation that was begun in one does not go on in another. Default: Float32.</summary>
    torch.ScalarType TrainingType => torch.ScalarType.Float32;

    /// <summary>Makes an independent copy of the network, in <see cref="TrainingType"/>, on the module's device.</summary>
    /// <returns>The copy; the caller disposes it.</returns>
    IStudent CreateStudent();
}
