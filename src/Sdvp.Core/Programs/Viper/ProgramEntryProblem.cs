namespace Sdvp.Core.Programs.Viper;

/// <summary>Why the function that a run calls cannot be called.</summary>
internal readonly record struct ProgramEntryProblem(string Message, int Start, int End);
