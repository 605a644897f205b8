using System.Collections.Immutable;
using Sdvp.Core.Teaching;

namespace Sdvp.Distillation.Evaluation.Loading;

/// <summary>The examples of a data set, and those that could not be loaded.</summary>
/// <param name="Examples">The examples, in file order.</param>
/// <param name="Failures">What could not be loaded and why; the others are not affected.</param>
public sealed record LoadedExamples(ImmutableArray<TaskExample> Examples, ImmutableArray<LoadFailure> Failures);
