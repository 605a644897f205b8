using Sdvp.Distillation.Reporting;
using Sdvp.Samples.Study.Report;
using Sdvp.Samples.Study.Results;

namespace Sdvp.Distillation.Tests.Study;

public sealed class StudyClaimsTests
{
    [Fact]
    public void Claims_AllIsWell_AllHold()
    {
        var claims = SyntheticStudy.Analysis.Claims.ToArray();

        Assert.Equal(78, claims.Length);
        Assert.Equal(claims.Length, claims.DistinctBy(c => c.Name).Count());
        Assert.All(claims, claim => Assert.True(claim.Holds, claim.Name));
        Assert.All(claims, claim => Assert.InRange(claim.PValue!.Value, 0, 0.2));
    }

    [Fact]
    public void Claims_NothingIsWell_NoneHold()
    {
        var claims = ClaimsOf(SyntheticStudy.Create(holds: false));

        Assert.All(claims, claim => Assert.False(claim.Holds, claim.Name));
        Assert.All(claims, claim => Assert.InRange(claim.PValue!.Value, 0.5, 1));
    }

    [Fact]
    public void Claims_RowsAreMissing_AreNotMeasured()
    {
        var whole = SyntheticStudy.Create();
        var claims = ClaimsOf(whole with { Cells = [.. whole.Cells.Where(c => c.Framework == "visprog" && c.Row is not (Rows.Best or Rows.Naive) && c.Section != Sections.Noise)] });

        Assert.Equal(78, claims.Length);
        Assert.All(claims, claim => Assert.Equal(claim.Holds is null, claim.PValue is null && claim.Estimate is null));
        Assert.All(claims.Where(c => c.Name.StartsWith("viper/", StringComparison.Ordinal)), claim => Assert.Null(claim.Holds));
        Assert.All(claims.Where(c => c.Name.Contains("/bar/", StringComparison.Ordinal) || c.Name.Contains("/best/", StringComparison.Ordinal)), claim => Assert.Null(claim.Holds));
        Assert.Null(claims.Single(c => c.Name == "visprog/stepwise/over-naive-unseen").Holds);
        Assert.True(claims.Single(c => c.Name == "visprog/stepwise/over-teacher-direct-unseen").Holds);
        Assert.True(claims.Single(c => c.Name == "visprog/stepwise/gain-taskA").Holds);
    }

    [Fact]
    public void Claims_OneOfThreeFamiliesIsMissing_TheirMeanIsNotMeasured()
    {
        var whole = SyntheticStudy.Create();
        var claims = ClaimsOf(whole with { Cells = [.. whole.Cells.Select(c => c with { Columns = c.Columns.Remove("unseen-2") })] });

        Assert.Null(claims.Single(c => c.Name == "visprog/stepwise/over-naive-unseen").Holds);
        Assert.True(claims.Single(c => c.Name == "visprog/stepwise/over-naive-general").Holds);
        Assert.Null(claims.Single(c => c.Name == "visprog/bar/kept-unseen-2").Holds);
    }

    [Fact]
    public void Claims_DataWithoutAFamily_AreAboutTheOthers()
    {
        var whole = SyntheticStudy.Create();
        var without = whole with
        {
            Cells = [.. whole.Cells.Select(c => c with { Columns = c.Columns.Remove("unseen-scenes").Remove("general") })],
            Untaught = [StudyColumn.UnseenFirst, StudyColumn.UnseenSecond],
        };
        var claims = ClaimsOf(without);

        Assert.True(claims.Single(c => c.Name == "visprog/stepwise/over-naive-unseen").Holds);
        Assert.DoesNotContain(claims, c => c.Name.EndsWith("unseen-scenes", StringComparison.Ordinal) || c.Name.EndsWith("general", StringComparison.Ordinal));
        var analysis = new StudyAnalysis(without);
        Assert.NotEmpty(analysis.Frameworks[0].TradeOff.Points);
        Assert.Equal(["The column 'general' is not part of this data.", "The column 'unseen scenes' is not part of this data."], analysis.Frameworks[0].Missing.Where(m => m.StartsWith("The column", StringComparison.Ordinal)));
    }

    /// <summary>A loss of exactly one point meets the bar, but is no evidence that less than a point is lost.</summary>
    [Fact]
    public void Claims_OnePointLost_MeetsTheBarButNotTheTest()
    {
        StudyCell[] cells =
        [
            SyntheticStudy.Cell(Rows.Before, columns: [(StudyColumn.General, 180, 0)]),
            SyntheticStudy.Cell(Rows.Best, columns: [(StudyColumn.General, 178, 0)]),
        ];
        var claims = ClaimsOf(new StudyResults([.. cells], "", [], 0));

        var bar = claims.Single(c => c.Name == "visprog/bar/kept-general");
        Assert.Equal(-0.01, bar.Estimate!.Mean, 12);
        Assert.True(bar.Holds);
        Assert.False(claims.Single(c => c.Name == "visprog/best/kept-general").Holds);
    }

    private static ReportClaim[] ClaimsOf(StudyResults results) => [.. new StudyAnalysis(results).Claims];
}
