using System.Collections.Immutable;
using Sdvp.Distillation.Evaluation;

namespace Sdvp.Samples.Quickstart;

/// <summary>What came of running the programs of one split with certain modules.</summary>
/// <param name="Key">Identifies modules and split, so that a result is never taken for another's.</param>
/// <param name="Outcomes">Every example.</param>
/// <param name="StepsRight">VQA steps whose answer is the gold answer of the region that they looked at.</param>
/// <param name="Steps">VQA steps that have a gold answer.</param>
internal sealed record StoredEvaluation(string Key, ImmutableArray<ExampleOutcome> Outcomes, int StepsRight, int Steps)
{
    public double StepAccuracy => Steps == 0 ? 0 : (double)StepsRight / Steps;
}
