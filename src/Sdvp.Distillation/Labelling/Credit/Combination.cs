using System.Collections.Immutable;
using Sdvp.Core.Modules;

namespace Sdvp.Distillation.Labelling.Credit;

/// <summary>One answer for each labelled step.</summary>
/// <param name="Results">What is put in.</param>
/// <param name="Weight">How likely the answers are together.</param>
/// <param name="HasLabel">For each labelled step whether it has the label's answer.</param>
internal sealed record Combination(IReadOnlyDictionary<CallKey, ModuleResult> Results, double Weight, ImmutableArray<bool> HasLabel);
