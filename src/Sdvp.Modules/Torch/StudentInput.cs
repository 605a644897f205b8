namespace Sdvp.Modules.Torch;

/// <summary>A call as its network takes it: plain arrays, no tensors. Each architecture derives its own kind. Immutable.</summary>
public abstract class StudentInput;
