using System.Collections.Immutable;
using Sdvp.Distillation.Reporting;
using Sdvp.Samples.Study.Results;

namespace Sdvp.Samples.Study.Report;

/// <summary>All numbers of a study, from which every output is made.</summary>
internal sealed class StudyAnalysis
{
    public StudyAnalysis(StudyResults results)
    {
        Results = results;
        if (results.Cells.FirstOrDefault(c => !Languages.All.Contains(c.Framework)) is { } odd)
        {
            throw new InvalidDataException($"A cell is of the framework '{odd.Framework}'; expected is one of {string.Join(", ", Languages.All)}.");
        }

        Frameworks = [.. Languages.All.Select(name => new FrameworkAnalysis(new FrameworkCells(name, results.Cells) { Untaught = results.Untaught }, Languages.OtherThan(name)))];
    }

    public StudyResults Results { get; }

    /// <summary>Both frameworks, measured or not: a claim of one that was not measured is not silently dropped.</summary>
    public ImmutableArray<FrameworkAnalysis> Frameworks { get; }

    public IEnumerable<ReportClaim> Claims => Frameworks.SelectMany(f => f.Claims.All);
}
