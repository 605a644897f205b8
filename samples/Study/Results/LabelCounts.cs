namespace Sdvp.Samples.Study.Results;

/// <summary>What a teacher's labels of one task are worth. Labels whose steps have no answer in the scene graph are not judged.</summary>
/// <param name="Steps">Steps that could have been labelled.</param>
/// <param name="Labelled">Steps whose label was kept.</param>
/// <param name="Judged">Kept labels whose step has an answer in the scene graph.</param>
/// <param name="Right">Judged labels that are that answer.</param>
internal sealed record LabelCounts(int Steps, int Labelled, int Judged, int Right)
{
    public static LabelCounts operator +(LabelCounts left, LabelCounts right) =>
        new(left.Steps + right.Steps, left.Labelled + right.Labelled, left.Judged + right.Judged, left.Right + right.Right);
}
