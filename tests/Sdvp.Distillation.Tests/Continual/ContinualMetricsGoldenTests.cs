using System.Collections.Immutable;
using System.Text.Json;
using Sdvp.Distillation.Continual;
using Sdvp.Distillation.Continual.Metrics;
using Sdvp.Tests.Shared;

namespace Sdvp.Distillation.Tests.Continual;

/// <summary>Every matrix of the golden data, by the definitions of Avalanche, Mammoth, Chaudhry and others.</summary>
[Trait("Category", "Golden")]
public sealed class ContinualMetricsGoldenTests
{
    [Fact]
    public void Metrics_Cases_EqualTheReferences()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(GoldenFolder.Path("metrics", "continual", "cases.json")));
        var count = 0;
        foreach (var entry in file.RootElement.GetProperty("cases").EnumerateArray())
        {
            var matrix = new TaskMatrix(entry.GetProperty("R").EnumerateArray().Select(Numbers));
            var before = Numbers(entry.GetProperty("beforeTraining"));
            var random = Numbers(entry.GetProperty("randomGuess"));
            CheckMammoth(entry, matrix, before, random);
            CheckAvalanche(entry, matrix, before);
            CheckChaudhry(entry.GetProperty("chaudhry"), matrix);
            CheckDefinitions(entry.GetProperty("definitions"), matrix, before, random);
            count++;
        }

        Assert.True(count > 0);
    }

    private static void CheckMammoth(JsonElement entry, TaskMatrix matrix, IReadOnlyList<double> before, IReadOnlyList<double> random)
    {
        var golden = entry.GetProperty("mammoth");
        Equal(golden, "backward_transfer", MammothMetrics.BackwardTransfer(matrix));
        Equal(golden, "forward_transfer_beforeTraining", MammothMetrics.ForwardTransfer(matrix, before));
        Equal(golden, "forward_transfer_randomGuess", MammothMetrics.ForwardTransfer(matrix, random));
        Equal(golden, "forgetting", MammothMetrics.Forgetting(matrix));
        var triangle = entry.GetProperty("mammothLowerTriangle");
        Equal(triangle, "backward_transfer", MammothMetrics.BackwardTransfer(matrix.SeenTasksOnly()));
        Equal(triangle, "forgetting", MammothMetrics.Forgetting(matrix.SeenTasksOnly()));
    }

    private static void CheckAvalanche(JsonElement entry, TaskMatrix matrix, IReadOnlyList<double> before)
    {
        var last = AvalancheMetrics.AfterTask(matrix, matrix.Tasks - 1, before);
        var standalone = entry.GetProperty("avalancheStandalone");
        Equal(standalone.GetProperty("Forgetting"), last.ExperienceForgetting);
        Equal(standalone.GetProperty("BWT"), last.ExperienceBackwardTransfer);
        Equal(standalone.GetProperty("ForwardTransfer"), last.ExperienceForwardTransfer);
        var all = entry.GetProperty("avalancheAfterEachTask").EnumerateArray().ToArray();
        var seen = entry.GetProperty("avalancheSeenTasksOnly").EnumerateArray().ToArray();
        Assert.Equal(matrix.Tasks, all.Length);
        for (var i = 0; i < all.Length; i++)
        {
            var report = AvalancheMetrics.AfterTask(matrix, i, before);
            Equal(all[i].GetProperty("ExperienceForwardTransfer"), report.ExperienceForwardTransfer);
            Equal(all[i], "StreamForwardTransfer", report.StreamForwardTransfer);
            CheckBackward(all[i], report);
            CheckBackward(seen[i], AvalancheMetrics.AfterTask(matrix.SeenTasksOnly(), i));
        }
    }

    private static void CheckBackward(JsonElement golden, AvalancheReport report)
    {
        Equal(golden.GetProperty("ExperienceForgetting"), report.ExperienceForgetting);
        Equal(golden, "StreamForgetting", report.StreamForgetting);
        Equal(golden.GetProperty("ExperienceBWT"), report.ExperienceBackwardTransfer);
        Equal(golden, "StreamBWT", report.StreamBackwardTransfer);
    }

    private static void CheckChaudhry(JsonElement golden, TaskMatrix matrix)
    {
        Equal(golden, "forgetting", ChaudhryMetrics.Forgetting(matrix));
        Equal(golden, "forgettingAllRows", ChaudhryMetrics.Forgetting(matrix, includeBeforeOwnTraining: true));
        Equal(Numbers(golden.GetProperty("perTask")), ChaudhryMetrics.ForgettingPerTask(matrix));
        Equal(Numbers(golden.GetProperty("perTaskAllRows")), ChaudhryMetrics.ForgettingPerTask(matrix, includeBeforeOwnTraining: true));
    }

    private static void CheckDefinitions(JsonElement golden, TaskMatrix matrix, IReadOnlyList<double> before, IReadOnlyList<double> random)
    {
        Equal(golden, "ACC", ContinualMetrics.AverageAccuracy(matrix));
        Equal(golden, "averageIncremental", ContinualMetrics.AverageIncrementalAccuracy(matrix));
        Equal(Numbers(golden.GetProperty("accuracyAfterEachTaskSeen")), ContinualMetrics.AverageAccuracyOfSeenTasks(matrix));
        Equal(golden, "BWT", ContinualMetrics.BackwardTransfer(matrix));
        Equal(golden, "FWT_beforeTraining", ContinualMetrics.ForwardTransfer(matrix, before));
        Equal(golden, "FWT_randomGuess", ContinualMetrics.ForwardTransfer(matrix, random));
        Equal(golden, "learningAccuracy", ContinualMetrics.LearningAccuracy(matrix));
    }

    private static IReadOnlyList<double> Numbers(JsonElement array) => [.. array.EnumerateArray().Select(n => n.GetDouble())];

    private static void Equal(JsonElement golden, string name, double actual) => Assert.Equal(golden.GetProperty(name).GetDouble(), actual, 1e-9);

    private static void Equal(IReadOnlyList<double> expected, ImmutableArray<double> actual)
    {
        Assert.Equal(expected.Count, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-9));
    }

    private static void Equal(JsonElement expected, ImmutableSortedDictionary<int, double> actual)
    {
        Assert.Equal(expected.EnumerateObject().Count(), actual.Count);
        Assert.All(expected.EnumerateObject(), task =>
            Assert.Equal(task.Value.GetDouble(), actual[int.Parse(task.Name, System.Globalization.CultureInfo.InvariantCulture)], 1e-9));
    }
}
