namespace Sdvp.Samples.Study.Report;

/// <summary>Where a study is written to; what is null is not written.</summary>
internal sealed record StudyFiles
{
    /// <summary>The report with drawings.</summary>
    public string? Html { get; init; }

    /// <summary>The measurements, one line for each cell and column.</summary>
    public string? Csv { get; init; }

    /// <summary>Tables, claims and settings.</summary>
    public string? Json { get; init; }

    /// <summary>The report as text.</summary>
    public string? Markdown { get; init; }
}
