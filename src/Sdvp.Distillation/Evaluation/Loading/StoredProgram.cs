namespace Sdvp.Distillation.Evaluation.Loading;

/// <summary>A program that was generated for an example and kept.</summary>
/// <param name="Id">The example's id.</param>
/// <param name="Source">The program's source.</param>
public sealed record StoredProgram(string Id, string Source);
