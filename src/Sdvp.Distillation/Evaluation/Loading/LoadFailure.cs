namespace Sdvp.Distillation.Evaluation.Loading;

/// <summary>An example that could not be loaded.</summary>
/// <param name="Id">The example; the file's name where not even its id could be read.</param>
/// <param name="Cause">A short name to count by: <c>data</c>, <c>image</c>, <c>no-program</c> or <c>program</c>.</param>
/// <param name="Message">What is wrong, with file and field or line.</param>
public sealed record LoadFailure(string Id, string Cause, string Message);
