namespace Sdvp.Core.Programs.VisProg.Execution;

/// <summary>Where a step finds a variable.</summary>
/// <param name="Name">The variable.</param>
/// <param name="Slot">The step that made it, or a place behind the steps for an input.</param>
internal readonly record struct VariableSlot(string Name, int Slot);
