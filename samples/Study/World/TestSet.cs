using System.Collections.Immutable;
using Sdvp.Core.Recording;
using Sdvp.Core.Teaching;

namespace Sdvp.Samples.Study.World;

/// <summary>Examples to measure with.</summary>
/// <param name="Examples">The examples, all with an answer.</param>
/// <param name="GoldOf">The true answer of an executed step, where it is known; null where no step's is.</param>
internal sealed record TestSet(ImmutableArray<TaskExample> Examples, Func<StepRecord, string?>? GoldOf);
