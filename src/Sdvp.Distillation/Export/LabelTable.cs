using Parquet;
using Parquet.Schema;

namespace Sdvp.Distillation.Export;

/// <summary>Rows as columns of a Parquet file.</summary>
internal static class LabelTable
{
    private static readonly (DataField Field, Func<ParquetRowGroupWriter, DataField, LabelRow[], Task> Write)[] _columns =
    [
        Text("run", r => r.Run),
        Number("step", r => r.Step),
        Text("question", r => r.Question),
        Text("answer", r => r.Answer),
        Text("family", r => r.Family),
        Text("language", r => r.Language),
        Text("program", r => r.Program),
        Text("output", r => r.Output),
        Text("module", r => r.Module),
        Text("version", r => r.Version),
        Text("arguments", r => r.Arguments),
        Text("image", r => r.Image),
        Optional("left", r => r.Left),
        Optional("top", r => r.Top),
        Optional("right", r => r.Right),
        Optional("bottom", r => r.Bottom),
        Text("text", r => r.Text),
        Text("value", r => r.Value),
        Text("distribution", r => r.Distribution),
        Text("label", r => r.Label),
        Optional("label_probability", r => r.LabelProbability),
        Text("label_distribution", r => r.LabelDistribution),
        Text("label_regions", r => r.LabelRegions),
        Number("weight", r => r.Weight),
        Text("origin", r => r.Origin),
    ];

    public static async Task WriteAsync(Stream stream, IEnumerable<LabelRow> rows, int rowGroupSize, CancellationToken cancellationToken)
    {
        await using var writer = await ParquetWriter.CreateAsync(new ParquetSchema(_columns.Select(c => c.Field)), stream, cancellationToken: cancellationToken);
        foreach (var chunk in rows.Chunk(rowGroupSize))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var group = writer.CreateRowGroup();
            foreach (var (field, write) in _columns)
            {
                await write(group, field, chunk);
            }
        }
    }

    private static (DataField Field, Func<ParquetRowGroupWriter, DataField, LabelRow[], Task> Write) Text(string name, Func<LabelRow, string?> value) =>
        (new DataField<string>(name, true), async (group, field, rows) => await group.WriteAsync(field, rows.Select(value).ToArray()!));

    private static (DataField Field, Func<ParquetRowGroupWriter, DataField, LabelRow[], Task> Write) Number<T>(string name, Func<LabelRow, T> value)
        where T : struct => (new DataField<T>(name), async (group, field, rows) => await group.WriteAsync<T>(field, rows.Select(value).ToArray()));

    private static (DataField Field, Func<ParquetRowGroupWriter, DataField, LabelRow[], Task> Write) Optional<T>(string name, Func<LabelRow, T?> value)
        where T : struct => (new DataField<T>(name, true), async (group, field, rows) => await group.WriteAsync<T>(field, rows.Select(value).ToArray().AsMemory()));
}
