using System.Collections.Immutable;
using Sdvp.Samples.Scenes.World;

namespace Sdvp.Samples.Scenes.Datasets;

/// <summary>A split of GQA kind: scenes of one domain with questions of some families.</summary>
/// <param name="Name">Name of its folder.</param>
/// <param name="Domain">The domain.</param>
/// <param name="Families">The families, equally frequent.</param>
/// <param name="Scenes">Number of scenes.</param>
/// <param name="QuestionsPerScene">Questions about each scene.</param>
public sealed record SceneSplit(string Name, SceneDomain Domain, ImmutableArray<string> Families, int Scenes, int QuestionsPerScene);
