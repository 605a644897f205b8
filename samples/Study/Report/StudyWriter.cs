using System.Text;
using Sdvp.Distillation.Reporting;
using Sdvp.Samples.Study.Results;

namespace Sdvp.Samples.Study.Report;

/// <summary>Prints a study and writes its files, each under a temporary name until it is whole.</summary>
internal static class StudyWriter
{
    /// <summary>Writes everything.</summary>
    /// <param name="results">The measurements, finished or not.</param>
    /// <param name="console">Where the report is printed.</param>
    /// <param name="files">The files to write.</param>
    /// <param name="cancellationToken">Gives up; files that are not whole are not left behind.</param>
    public static async Task WriteAsync(StudyResults results, TextWriter console, StudyFiles files, CancellationToken cancellationToken)
    {
        var analysis = new StudyAnalysis(results);
        var report = StudyReport.Of(analysis);
        await console.WriteAsync(MarkdownReport.Render(report).AsMemory(), cancellationToken);
        if (files.Html is { } html)
        {
            await new HtmlReport().SaveAsync(report, html, cancellationToken);
        }

        if (files.Markdown is { } markdown)
        {
            await MarkdownReport.SaveAsync(report, markdown, cancellationToken);
        }

        await WriteAsync(files.Csv, () => Encoding.UTF8.GetBytes(StudyCsv.Of(results.Cells)), cancellationToken);
        await WriteAsync(files.Json, () => StudyJson.Of(analysis), cancellationToken);
    }

    private static async Task WriteAsync(string? file, Func<byte[]> content, CancellationToken cancellationToken)
    {
        if (file is null)
        {
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        await File.WriteAllBytesAsync(file + ".tmp", content(), cancellationToken);
        File.Move(file + ".tmp", file, overwrite: true);
    }
}
