using System.Collections.Immutable;
using Sdvp.Samples.Scenes.Datasets;
using Sdvp.Samples.Scenes.Questions;
using Sdvp.Samples.Scenes.World;

namespace Sdvp.Samples.Quickstart;

/// <summary>What the quickstart learns from, holds to and measures with.</summary>
internal static class QuickstartSplits
{
    private static readonly ImmutableArray<string> GeneralFamilies = [.. QuestionSampler.TaskFamilies, "count"];

    public static ImmutableArray<SceneSplit> Questions { get; } =
    [
        new("mosaic-train", SceneDomain.Mosaic, QuestionSampler.TaskFamilies, 900, 3),
        new("mosaic-test", SceneDomain.Mosaic, QuestionSampler.TaskFamilies, 500, 3),
        new("general-train", SceneDomain.General, [.. GeneralFamilies, .. QuestionSampler.UnseenFamilies], 1500, 4),
        new("general-test", SceneDomain.General, GeneralFamilies, 500, 3),
        new("where-test", SceneDomain.General, ["where"], 450, 2),
        new("name-test", SceneDomain.General, ["name"], 450, 2),
        new("bands-test", SceneDomain.Bands, GeneralFamilies, 600, 3),
    ];

    public static ImmutableArray<PairSplit> Pairs { get; } = [new("checker-train", SceneDomain.Checker, 600, 3), new("checker-test", SceneDomain.Checker, 500, 3)];
}
