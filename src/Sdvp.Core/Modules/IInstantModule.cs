namespace Sdvp.Core.Modules;

/// <summary>
/// A module whose answer costs next to nothing, such as COUNT: the runner answers its calls at once, one at a time,
/// instead of keeping them for a batch.
/// </summary>
public interface IInstantModule : IVisualModule;
