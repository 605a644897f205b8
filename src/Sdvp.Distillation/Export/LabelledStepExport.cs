using System.Text.Encodings.Web;
using System.Text.Json;
using Sdvp.Core.Recording;
using Sdvp.Core.Values;
using Sdvp.Distillation.Labelling;

namespace Sdvp.Distillation.Export;

/// <summary>
/// Writes labelled steps for training elsewhere: what was asked, of which image, what the module gave, and what it should have given. Files appear under
/// their name when they are whole. Boxes are <c>[left, top, right, bottom]</c> in pixels; an image is named by its content and the part of it that the step saw.
/// </summary>
public static class LabelledStepExport
{
    private static readonly JsonWriterOptions _json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes one JSON object a line.</summary>
    /// <param name="path">The file; replaced if it exists, its folder made if absent.</param>
    /// <param name="steps">The steps; read one by one.</param>
    /// <param name="options">Default: <see cref="LabelExportOptions"/> as they are.</param>
    /// <param name="cancellationToken">Gives up and leaves no file behind; images that were written stay.</param>
    /// <returns>The number of steps.</returns>
    public static async Task<int> WriteJsonLinesAsync(
        string path, IEnumerable<LabelledStep> steps, LabelExportOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(steps);
        var (images, count) = (new ImageExport(path, options?.Images), 0);
        await AtomicFile.WriteAsync(
            path,
            async stream =>
            {
                await using var writer = new Utf8JsonWriter(stream, _json);
                foreach (var step in steps)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    images.Write(step);
                    LabelRow.Of(step).Write(writer);
                    await writer.FlushAsync(cancellationToken);
                    stream.WriteByte((byte)'\n');
                    writer.Reset();
                    count++;
                }
            },
            cancellationToken);
        return count;
    }

    /// <summary>Writes a Parquet file with one row for each step. Arguments, distributions and regions are JSON texts.</summary>
    /// <param name="path">The file; replaced if it exists, its folder made if absent.</param>
    /// <param name="steps">The steps; a row group of them is held at a time.</param>
    /// <param name="options">Default: <see cref="LabelExportOptions"/> as they are.</param>
    /// <param name="cancellationToken">Gives up and leaves no file behind; images that were written stay.</param>
    /// <returns>The number of steps.</returns>
    public static async Task<int> WriteParquetAsync(
        string path, IEnumerable<LabelledStep> steps, LabelExportOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(steps);
        options ??= new LabelExportOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.RowGroupSize, 1, nameof(options));
        var (images, count) = (new ImageExport(path, options.Images), 0);
        await AtomicFile.WriteAsync(
            path,
            stream => LabelTable.WriteAsync(
                stream,
                steps.Select(step =>
                {
                    images.Write(step);
                    count++;
                    return LabelRow.Of(step);
                }),
                options.RowGroupSize,
                cancellationToken),
            cancellationToken);
        return count;
    }
}
