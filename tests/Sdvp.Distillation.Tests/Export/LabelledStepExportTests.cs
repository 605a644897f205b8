using System.Text.Json;
using Parquet;
using Sdvp.Core.Modules;
using Sdvp.Core.Recording;
using Sdvp.Core.Teaching;
using Sdvp.Core.Values;
using Sdvp.Distillation.Export;
using Sdvp.Distillation.Labelling;
using Sdvp.Distillation.Tests.Evaluation;
using Sdvp.Distillation.Tests.Toys;
using Sdvp.Modules.Imaging;

namespace Sdvp.Distillation.Tests.Export;

public sealed class LabelledStepExportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task WriteJsonLinesAsync_Steps_AreOneObjectALine()
    {
        var path = _folder.File("labels.jsonl");

        Assert.Equal(2, await LabelledStepExport.WriteJsonLinesAsync(path, Steps(), cancellationToken: Token));

        var lines = (await File.ReadAllLinesAsync(path, Token)).Select(l => JsonDocument.Parse(l).RootElement).ToArray();
        Assert.Equal(2, lines.Length);
        Assert.Equal("what colour is the \"café\"?", lines[0].GetProperty("arguments").GetProperty("question").GetString());
        Assert.Equal([1, 2, 5, 6], lines[0].GetProperty("arguments").GetProperty("image").GetProperty("box").EnumerateArray().Select(n => n.GetInt32()));
        Assert.Equal(0.75, lines[0].GetProperty("label_distribution").GetProperty("red").GetDouble());
        Assert.Equal(("red", "blue", 0.5), (lines[0].GetProperty("label").GetString(), lines[0].GetProperty("value").GetString(), lines[0].GetProperty("weight").GetDouble()));
        Assert.Equal(JsonValueKind.Null, lines[1].GetProperty("label").ValueKind);
        Assert.Equal(0.9, lines[1].GetProperty("label_regions")[0].GetProperty("probability").GetDouble());
        Assert.False(Directory.Exists(Path.Combine(_folder.Path, "images")));
    }

    [Fact]
    public async Task WriteParquetAsync_Steps_AreReadBack()
    {
        var path = _folder.File("labels.parquet");

        Assert.Equal(2, await LabelledStepExport.WriteParquetAsync(path, Steps(), new LabelExportOptions { RowGroupSize = 1, Images = new SkiaImageCodec() }, Token));

        await using var reader = await ParquetReader.CreateAsync(path, cancellationToken: Token);
        Assert.Equal(2, reader.RowGroupCount);
        using var first = reader.OpenRowGroupReader(0);
        Assert.Equal("red", await TextAsync(first, reader, "label"));
        Assert.Equal("what colour is the \"café\"?", await TextAsync(first, reader, "text"));
        Assert.Null(await TextAsync(first, reader, "label_regions"));
        var weight = new double[1];
        await first.ReadAsync<double>(Field(reader, "weight"), weight, cancellationToken: Token);
        Assert.Equal(0.5, weight[0]);
        var left = new int?[1];
        await first.ReadAsync<int>(Field(reader, "left"), left.AsMemory(), cancellationToken: Token);
        Assert.Equal(1, left[0]);
        using var second = reader.OpenRowGroupReader(1);
        Assert.Null(await TextAsync(second, reader, "label"));
        Assert.Single(Directory.GetFiles(Path.Combine(_folder.Path, "images"), "*.png"));
    }

    [Fact]
    public async Task WriteAsync_ModelCard_NamesTaskTeacherDataAndMetrics()
    {
        using var host = new ToyHost();
        var task = ToyTask.Colours(32);
        var result = await host.Distiller(o => o.Epochs = 1).DistillAsync(task, cancellationToken: Token);

        var card = ModelCard.Of(task, result, "VQA") with { License = "mit", BaseModel = "me/\"base\"", Datasets = ["me/data"] };
        await card.WriteAsync(result.Modules[0].Folder, Token);

        var text = await File.ReadAllTextAsync(Path.Combine(result.Modules[0].Folder, "README.md"), Token);
        Assert.StartsWith("---\nlicense: \"mit\"\nbase_model: \"me/\\\"base\\\"\"\n", text, StringComparison.Ordinal);
        Assert.All(
            ["| task | colours |", "`toy-teacher`", "32 labelled steps of 32 programs", "accuracy of 60 validation programs after", "- \"me/data\"", result.Modules[0].Version.Id],
            part => Assert.Contains(part, text, StringComparison.Ordinal));
        Assert.Throws<ArgumentException>(() => ModelCard.Of(task, result, "LOC"));
    }

    private static Parquet.Schema.DataField Field(ParquetReader reader, string name) => reader.Schema.GetDataFields().Single(f => f.Name == name);

    private static async Task<string?> TextAsync(ParquetRowGroupReader group, ParquetReader reader, string name)
    {
        var values = new string?[1];
        await group.ReadAsync(Field(reader, name), values.AsMemory()!, cancellationToken: Token);
        return values[0];
    }

    private static LabelledStep[] Steps()
    {
        var image = ToyImages.Create(1);
        var example = ToyTask.Example("e", "VQA colour", 1, "red");
        var record = new StepRecord
        {
            RunId = "e",
            StepIndex = 0,
            Module = "VQA",
            Version = new ModuleVersion("v1"),
            Arguments = example.Inputs.Clear().Add("image", image.Crop(new PixelBox(1, 2, 5, 6))).Add("question", new TextValue("what colour is the \"café\"?")),
            Value = new TextValue("blue"),
            Distribution = AnswerDistribution.Certain("blue"),
            Span = default,
            Duration = TimeSpan.Zero,
        };
        return
        [
            new LabelledStep(record, example, StepLabel.ForAnswers(new AnswerDistribution([new("red", 0.75), new("blue", 0.25)]), 0.5, "adapter@teacher")),
            new LabelledStep(
                record with { StepIndex = 1, Module = "LOC", Value = new RegionsValue([]) }, example, StepLabel.ForRegions([new RegionLabel(new PixelBox(0, 0, 2, 2), 0.9)], 1, "adapter@teacher")),
        ];
    }
}
