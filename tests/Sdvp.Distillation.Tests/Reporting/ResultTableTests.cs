using System.Collections.Immutable;
using System.Text.Json;
using Sdvp.Distillation.Evaluation;
using Sdvp.Distillation.Reporting;
using Sdvp.Distillation.Tests.Evaluation;

namespace Sdvp.Distillation.Tests.Reporting;

public sealed class ResultTableTests
{
    private static readonly ResultTable _table = new()
    {
        Columns = [new("taskA", "Task A"), new("b")],
        Rows =
        [
            new("before", ImmutableDictionary<string, BootstrapInterval>.Empty.Add("taskA", new(0.5, 0.4, 0.6, 9)).Add("b", new(1, 1, 1, 9))),
            new("after", ImmutableDictionary<string, BootstrapInterval>.Empty.Add("taskA", new(0.625, 0.5, 0.75, 9)), "After all"),
        ],
    };

    [Fact]
    public void ToText_Table_IsAligned()
    {
        string[] expected =
        [
            "                        Task A                    b",
            "---------------------------------------------------",
            "before      50.0 [40.0, 60.0]  *100.0 [100.0, 100.0]",
            "After all  *62.5 [50.0, 75.0]                     –",
        ];

        var lines = _table.ToText().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(4, lines.Length);
        Assert.Equal(lines[2].IndexOf("50.0 [", StringComparison.Ordinal), lines[3].IndexOf("62.5 [", StringComparison.Ordinal));
        Assert.Equal(expected.Select(Squeeze), lines.Select(Squeeze));
        Assert.Equal(lines[1].Length, lines[0].Length);
        Assert.Equal(lines[2].Length, lines[3].Length);
    }

    [Fact]
    public async Task SaveJsonAsync_Table_HasTheShape()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("results.json");

        await _table.SaveJsonAsync(path, writer => writer.WriteNumber("seconds", 12), TestContext.Current.CancellationToken);

        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
        Assert.Equal(
            """{"rows":[{"name":"before","columns":{"taskA":{"mean":0.5,"low":0.4,"high":0.6},"b":{"mean":1,"low":1,"high":1}}},{"name":"after","columns":{"taskA":{"mean":0.625,"low":0.5,"high":0.75}}}],"seconds":12}""",
            JsonSerializer.Serialize(json.RootElement));
    }

    private static string Squeeze(string line) => string.Join(' ', line.Split([' ', '-'], StringSplitOptions.RemoveEmptyEntries));
}
