namespace Sdvp.Core.Modules;

/// <summary>
/// A module that can do a part of a call's work beforehand, such as scaling its image. A runner lets it do so on worker threads, for the calls of
/// the next batch while the present one is on the device.
/// </summary>
public interface IPreparingModule : IVisualModule
{
    /// <summary>
    /// Does what can be done for a call before it is invoked, and remembers it for as long as the call is alive. Called from several threads at once, perhaps
    /// more than once for a call, perhaps for a call that is never invoked, and not for every call that is. Needs no device.
    /// </summary>
    /// <param name="call">The call.</param>
    /// <remarks>What it throws is not told to anyone: <see cref="IVisualModule.InvokeAsync"/> meets the same problem.</remarks>
    void Prepare(ModuleCall call);
}
