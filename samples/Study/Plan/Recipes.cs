using System.Collections.Immutable;

namespace Sdvp.Samples.Study.Plan;

/// <summary>The recipes of the study. All but the best share data, labels, optimiser and number of steps; they differ in what holds the student.</summary>
internal static class Recipes
{
    public static Recipe Naive { get; } = new();

    /// <summary>The method of the paper: labels of the teacher, and the snapshot as second teacher on probes.</summary>
    public static Recipe Stepwise { get; } = new() { Lambda = 2, Probes = ProbeKind.Traffic, ProbeRatio = 2 };

    private static Recipe Longer => Stepwise with { Epochs = 4, Lambda = 3, ProbeRatio = 3, Interpolation = 0.15 };

    /// <summary>
    /// Stepwise distillation for longer, with more of what holds the student, and a part of the way back when it ends. A second task comes to a student that has something more to lose, so it is
    /// learned more carefully.
    /// </summary>
    public static Recipe Best { get; } = Longer with { Later = Longer with { Epochs = 2, ProbeRatio = 4, Interpolation = 0.25 } };

    /// <summary>Strategies with the strengths at which each is at its best, and weaker and stronger ones for the curve.</summary>
    public static ImmutableArray<(string Row, double Strength, ImmutableArray<double> Others, Func<double, Recipe> Make)> Strategies { get; } =
    [
        ("self-distillation on own inputs", 1, [0.25, 4], s => new() { Lambda = s, OwnInputs = 1 }),
        ("self-distillation on questions", 1, [0.25], s => new() { Lambda = s, Probes = ProbeKind.Questions, ProbeRatio = 2 }),
        ("replay", 0.5, [0.1, 2], s => new() { Strategy = StrategyKind.Replay, Strength = s }),
        ("EWC", 1000, [100, 10000], s => new() { Strategy = StrategyKind.ElasticWeights, Strength = s }),
        ("L2 to start", 1, [0.1, 10], s => new() { Strategy = StrategyKind.StartPenalty, Strength = s }),
        ("weight interpolation", 0.5, [0.25, 0.75], s => new() { Interpolation = s }),
        ("LoRA", 8, [2, 32], s => new() { Strategy = StrategyKind.Lora, Strength = s, LearningRate = 2e-3 }),
        ("stepwise", 2, [0.5, 8], s => Stepwise with { Lambda = s }),
    ];
}
