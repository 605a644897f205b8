using System.Collections.Immutable;
using Sdvp.Samples.Scenes.Datasets;
using Sdvp.Samples.Scenes.Questions;
using Sdvp.Samples.Scenes.World;

namespace Sdvp.Samples.Study.Plan;

/// <summary>How much is learned from and measured with.</summary>
internal sealed record StudyScale
{
    private static readonly ImmutableArray<string> GeneralFamilies = [.. QuestionSampler.TaskFamilies, "count"];

    /// <summary>Seeds of the main table.</summary>
    public required int Seeds { get; init; }

    /// <summary>Seeds of the rows of the main table that no claim speaks of.</summary>
    public required int SecondarySeeds { get; init; }

    /// <summary>Seeds of curves and ablations.</summary>
    public required int AblationSeeds { get; init; }

    /// <summary>Scenes that task A learns from, with four questions each.</summary>
    public required int ScenesA { get; init; }

    /// <summary>Pairs that task B learns from, with four statements each.</summary>
    public required int PairsB { get; init; }

    /// <summary>Scenes of the host's ordinary traffic, with four questions each.</summary>
    public required int TrafficScenes { get; init; }

    /// <summary>Scenes or pairs of each test, with four questions each.</summary>
    public required int TestScenes { get; init; }

    /// <summary>Five seeds.</summary>
    public static StudyScale Full { get; } = new() { Seeds = 5, SecondarySeeds = 2, AblationSeeds = 1, ScenesA = 900, PairsB = 600, TrafficScenes = 2000, TestScenes = 250 };

    /// <summary>One seed and less data: to see that everything works, not to conclude from.</summary>
    public static StudyScale Quick { get; } = new() { Seeds = 1, SecondarySeeds = 1, AblationSeeds = 1, ScenesA = 300, PairsB = 250, TrafficScenes = 500, TestScenes = 120 };

    public ImmutableArray<SceneSplit> Questions =>
    [
        new("mosaic-train", SceneDomain.Mosaic, QuestionSampler.TaskFamilies, ScenesA, 4),
        new("mosaic-test", SceneDomain.Mosaic, QuestionSampler.TaskFamilies, TestScenes, 4),
        new("general-train", SceneDomain.General, [.. GeneralFamilies, .. QuestionSampler.UnseenFamilies], TrafficScenes, 4),
        new("general-test", SceneDomain.General, GeneralFamilies, TestScenes, 4),
        new("where-test", SceneDomain.General, ["where"], TestScenes, 2),
        new("name-test", SceneDomain.General, ["name"], TestScenes, 2),
        new("bands-test", SceneDomain.Bands, GeneralFamilies, TestScenes, 4),
    ];

    public ImmutableArray<PairSplit> Pairs => [new("checker-train", SceneDomain.Checker, PairsB, 4), new("checker-test", SceneDomain.Checker, TestScenes, 4)];
}
