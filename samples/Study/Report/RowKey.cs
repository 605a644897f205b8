using System.Globalization;
using Sdvp.Samples.Study.Results;

namespace Sdvp.Samples.Study.Report;

/// <summary>What names a row, under all seeds.</summary>
internal sealed record RowKey(string Section, string Row, double? Setting = null)
{
    public static RowKey Of(StudyCell cell) => new(cell.Section, cell.Row, cell.Setting);

    /// <summary>The row's heading among all rows of its section; the method is left out where all have the same.</summary>
    public string Heading(bool withRow) => SettingText is not { } setting ? Row : withRow ? $"{Row}, {setting}" : setting;

    private string? SettingText => Setting is not { } setting ? null : Section switch
    {
        Sections.Data or Sections.Noise => string.Create(CultureInfo.InvariantCulture, $"{100 * setting:0.#} %"),
        Sections.Lambda => string.Create(CultureInfo.InvariantCulture, $"λ = {setting:0.###}"),
        Sections.Temperature => string.Create(CultureInfo.InvariantCulture, $"T = {setting:0.###}"),
        _ => setting.ToString("0.#####", CultureInfo.InvariantCulture),
    };
}
