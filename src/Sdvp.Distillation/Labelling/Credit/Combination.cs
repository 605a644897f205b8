using System.Collections.Immutable;
using Sdvp.Core.Modules;

namespace Sdvp.Distillation.Labelling.Credit;

/// <summary>One answer for each labelled step.</summary>
/// <param name="Results">What is put in.</param>
/// <param name="Weight">How likely the answers are together.</param>
/// <param name="Answers">For each labelled step which of its answers it has; 0 is the label's.</param>
internal sealed record Combination(IReadOnlyDictionary<CallKey, ModuleResult> Results, double Weight, ImmutableArray<int> Answers);
