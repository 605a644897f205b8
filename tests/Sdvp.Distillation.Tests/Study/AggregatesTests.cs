using Sdvp.Samples.Study.Report;
using Sdvp.Samples.Study.Results;

namespace Sdvp.Distillation.Tests.Study;

public sealed class AggregatesTests
{
    [Fact]
    public void Mean_Accuracy_IsTheMeanOverSeeds()
    {
        var row = RowOf(
            SyntheticStudy.Cell("x", 1, columns: [(StudyColumn.TaskA, 100, 0)]),
            SyntheticStudy.Cell("x", 2, columns: [(StudyColumn.TaskA, 160, 0)]));

        var interval = Aggregates.Mean(Contrast.Accuracy(row, StudyColumn.TaskA))!.Interval;

        Assert.Equal(0.65, interval.Mean, 12);
        Assert.InRange(interval.Low, 0.42, 0.52);
        Assert.InRange(interval.High, 0.78, 0.86);
        Assert.Equal(interval, Aggregates.Mean(Contrast.Accuracy(row, StudyColumn.TaskA))!.Interval);
    }

    [Fact]
    public void Mean_Change_IsPairedWithinSeedAndUsesSharedSeeds()
    {
        var before = RowOf(SyntheticStudy.Cell("before", 1, columns: [(StudyColumn.TaskA, 100, 0)]), SyntheticStudy.Cell("before", 2, columns: [(StudyColumn.TaskA, 150, 0)]));
        var after = RowOf(
            SyntheticStudy.Cell("x", 1, columns: [(StudyColumn.TaskAAfterB, 110, 0)]),
            SyntheticStudy.Cell("x", 2, columns: [(StudyColumn.TaskAAfterB, 160, 0)]),
            SyntheticStudy.Cell("x", 3, columns: [(StudyColumn.TaskAAfterB, 0, 0)]));

        var interval = Aggregates.Mean(Contrast.Change(after, before, StudyColumn.TaskAAfterB))!.Interval;

        // Both seeds gain 10 of 200 examples: unpaired, seeds that differ by 25 points would make the interval span zero.
        Assert.Equal(0.05, interval.Mean, 12);
        Assert.True(interval.Low > 0.02, interval.ToString());
        Assert.Null(Aggregates.Mean(Contrast.Change(after, before, StudyColumn.TaskB)));
    }

    [Fact]
    public void Mean_DifferenceOfDifferences_IsTheMeanOfThem()
    {
        var kept = RowOf(SyntheticStudy.Cell("kept", 1, columns: [(StudyColumn.TaskA, 140, 0), (StudyColumn.TaskAAfterB, 138, 0)]));
        var lost = RowOf(SyntheticStudy.Cell("lost", 1, columns: [(StudyColumn.TaskA, 160, 0), (StudyColumn.TaskAAfterB, 130, 0)]));

        Assert.Equal(0.14, Aggregates.Mean(Contrast.KeptA(kept).Less(Contrast.KeptA(lost)))!.Interval.Mean, 12);
    }

    [Fact]
    public void Mean_OtherExamples_IsRefused()
    {
        var shorter = SyntheticStudy.Cell("x") with { Columns = SyntheticStudy.Cell("x").Columns.Add("taskA", new ColumnOutcome("10")) };
        var odd = shorter with { Columns = shorter.Columns.SetItem("taskA", new ColumnOutcome("1?")) };
        var row = RowOf(SyntheticStudy.Cell("y", columns: [(StudyColumn.TaskA, 1, 0)]));

        Assert.Throws<InvalidDataException>(() => Aggregates.Mean(Contrast.Between(RowOf(shorter), row, StudyColumn.TaskA)));
        Assert.Throws<InvalidDataException>(() => Aggregates.Mean(Contrast.Accuracy(RowOf(odd), StudyColumn.TaskA)));
        Assert.Throws<InvalidDataException>(() => Aggregates.McNemar(RowOf(shorter), row, StudyColumn.TaskA));
        Assert.Throws<InvalidDataException>(() => new FrameworkCells("visprog", [shorter, shorter]));
    }

    [Fact]
    public void Recovered_AAfterB_IsComparedWithTheTeacherOfA()
    {
        var before = RowOf(SyntheticStudy.Cell("before", columns: [(StudyColumn.TaskA, 0, 600)]));
        var after = RowOf(SyntheticStudy.Cell("x", columns: [(StudyColumn.TaskAAfterB, 0, 750)]));
        var teacher = RowOf(SyntheticStudy.Cell("teacher", columns: [(StudyColumn.TaskA, 0, 800), (StudyColumn.TaskAAfterB, 0, 500)]));

        Assert.Equal(0.75, Aggregates.Recovered(before, after, teacher, StudyColumn.TaskAAfterB)!.Interval.Mean, 12);
        Assert.Null(Aggregates.Recovered(before, after, teacher, StudyColumn.TaskB));
    }

    [Fact]
    public void McNemar_TwoSeeds_PoolsTheirExamples()
    {
        var first = RowOf(SyntheticStudy.Cell("x", 1, columns: [(StudyColumn.General, 100, 0)]), SyntheticStudy.Cell("x", 2, columns: [(StudyColumn.General, 100, 0)]));
        var second = RowOf(SyntheticStudy.Cell("y", 1, columns: [(StudyColumn.General, 104, 0)]), SyntheticStudy.Cell("y", 2, columns: [(StudyColumn.General, 99, 0)]));

        var test = Aggregates.McNemar(first, second, StudyColumn.General)!;

        Assert.Equal((1, 4, 199, 196), (test.FirstOnly, test.SecondOnly, test.Both, test.Neither));
    }

    private static RowCells RowOf(params StudyCell[] cells) => new FrameworkCells("visprog", cells).Rows.Single();
}
