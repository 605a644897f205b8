namespace Sdvp.Samples.Study.Results;

/// <summary>What came of one test split.</summary>
/// <param name="Outcomes">One character for each example, in the order of the split, the same for every row of one framework and seed: <c>1</c> where the program's answer is right, <c>0</c> where it is not.</param>
/// <param name="StepsRight">Steps of the trained modules whose answer is that of the scene graph.</param>
/// <param name="Steps">Steps that have an answer in the scene graph; 0 where no steps are run, as for a teacher alone.</param>
internal sealed record ColumnOutcome(string Outcomes, int StepsRight = 0, int Steps = 0);
