namespace Sdvp.Samples.Study.Plan;

/// <summary>A cell that is to be measured: where it stands, and the lesson behind it; null where nothing is learned.</summary>
internal sealed record CellPlan(string Section, string Row, double? Setting, Lesson? Lesson)
{
    /// <summary>Measure the lesson's labels and do not learn from them.</summary>
    public bool IsLabelsOnly { get; init; }
}
