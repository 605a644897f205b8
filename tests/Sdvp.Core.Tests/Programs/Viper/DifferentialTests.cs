using System.Text.Json;
using Sdvp.Core.Programs.Viper;

namespace Sdvp.Core.Tests.Programs.Viper;

/// <summary>Generated programs, and what CPython 3.11 made of them. Differential/generate.py writes the file.</summary>
public sealed class DifferentialTests
{
    private static readonly string Fixture = Path.Combine(AppContext.BaseDirectory, "Programs", "Viper", "Goldens", "differential.jsonl");

    [Fact]
    public async Task Run_GeneratedPrograms_GiveWhatCPythonGives()
    {
        var count = 0;
        var differences = new List<string>();
        foreach (var line in File.ReadLines(Fixture))
        {
            using var document = JsonDocument.Parse(line);
            var source = document.RootElement.GetProperty("source").GetString()!;
            var expected = document.RootElement.GetProperty("expected").GetString()!;
            var actual = await AnswerAsync(source);
            count++;
            if (actual != expected)
            {
                differences.Add($"{source}\nexpected {expected}\nactual   {actual}");
            }
        }

        Assert.Equal(300, count);
        Assert.True(differences.Count == 0, $"{differences.Count} programs differ; the first:\n{differences.FirstOrDefault()}");
    }

    private static async Task<string> AnswerAsync(string source)
    {
        try
        {
            return await ViperRuns.ReprAsync(source);
        }
        catch (ViperErrorException error)
        {
            return $"{error.ErrorType}: {error.ErrorText}";
        }
    }
}
