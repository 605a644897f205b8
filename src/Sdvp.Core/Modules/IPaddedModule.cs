namespace Sdvp.Core.Modules;

/// <summary>
/// A module that pads the calls of a batch to one length or size, such as texts of different lengths: where more calls wait than one batch
/// holds, the runner puts those of like length together.
/// </summary>
public interface IPaddedModule : IVisualModule
{
    /// <summary>The length that matters for padding, such as the number of tokens or pixels. Cheap: it is asked of every call.</summary>
    /// <param name="call">A call.</param>
    /// <returns>The length; equal lengths keep their order.</returns>
    int LengthOf(ModuleCall call);
}
