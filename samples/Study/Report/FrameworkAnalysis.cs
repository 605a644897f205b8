using System.Collections.Immutable;
using Sdvp.Distillation.Reporting;
using Sdvp.Samples.Study.Results;

namespace Sdvp.Samples.Study.Report;

/// <summary>All numbers of one framework.</summary>
internal sealed class FrameworkAnalysis
{
    public FrameworkAnalysis(FrameworkCells cells, string otherFramework)
    {
        Framework = cells.Framework;
        var main = cells.InSection(Sections.Main);
        Accuracy = RowTables.Accuracy(main);
        Changes = RowTables.Changes(main, cells.Before);
        Steps = RowTables.Steps(main);
        Recovered = RowTables.Recovered(main, cells.Before, cells.Find(new RowKey(Sections.Main, Rows.TeacherDirect)));
        Labels = LabelTables.Of(main);
        TradeOff = TradeOff.Of(cells);
        Tests = [.. PairTest.AllOf(cells)];
        Ablations = [.. AblationTitles.All.Select(section => new Ablation(cells, section)).Where(ablation => !ablation.IsEmpty)];
        Claims = new StudyClaims(BarClaims.Of(cells), AbstractClaims.Of(cells, otherFramework));
        Missing = [.. MissingCells.Of(cells)];
    }

    public string Framework { get; }

    /// <summary>How the framework is called in headings.</summary>
    public string Title => TitleOf(Framework);

    public ResultTable Accuracy { get; }

    public ResultTable Changes { get; }

    public ResultTable Steps { get; }

    public ResultTable Recovered { get; }

    public ResultTable Labels { get; }

    public TradeOff TradeOff { get; }

    public ImmutableArray<PairTest> Tests { get; }

    public ImmutableArray<Ablation> Ablations { get; }

    public StudyClaims Claims { get; }

    public ImmutableArray<string> Missing { get; }

    public static string TitleOf(string framework) => framework switch { Languages.VisProg => "VisProg", Languages.Viper => "Viper", _ => framework };
}
