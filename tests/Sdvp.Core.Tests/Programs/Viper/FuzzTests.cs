using System.Text.Json;
using Sdvp.Core.Programs;
using Sdvp.Core.Programs.Viper;

namespace Sdvp.Core.Tests.Programs.Viper;

/// <summary>Mutations of programs end in a diagnostic, an exception of Python's, a spent budget or a result, and in nothing else.</summary>
public sealed class FuzzTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Programs", "Viper", "Goldens");

    private static readonly string[] Pieces =
    [
        "(", ")", "[", "]", "{", "}", ":", "\n", "    ", "\t", "'", "\"", "'''", "f'", "{x", "=", "==", ":=", "**", "*", ",", ".", "lambda ", "yield ", "return ", "for ",
        " in ", "if ", "else:", "try:", "except:", "finally:", "while True:", "raise ", "del ", "nonlocal x", "import os", "None", "0", "1e999", "99999999999999999999", "-",
        "not ", "\\", "#", "\0", "é", "😀", "\ud800", "_", "__x", "execute_command", "log", "range(10**9)", "[0]*10**9", "sorted(", "print(", "%s", "!r}", "..", "->", "@", "`",
    ];

    [Fact]
    public async Task Run_MutatedPrograms_EndWell()
    {
        var random = new Random(20260731);
        string[] sources =
        [
            .. Directory.EnumerateFiles(Path.Combine(Folder, "twelve"), "*.py").Select(File.ReadAllText),
            .. File.ReadLines(Path.Combine(Folder, "differential.jsonl")).Take(40).Select(l => JsonDocument.Parse(l).RootElement.GetProperty("source").GetString()!),
        ];
        var options = new ViperOptions { MaximumSteps = 20_000, MaximumItems = 20_000, MaximumDepth = 60 };
        var language = new ViperLanguage(options);
        var ran = 0;
        for (var i = 0; i < 4_000; i++)
        {
            var source = Mutate(sources[random.Next(sources.Length)], sources, random);
            var parse = language.Parse(source, ViperRuns.NoModules with { Inputs = ViperRuns.NoModules.Inputs.Add("image", Core.Values.ProgramType.Image) });
            _ = DiagnosticFormatter.Format(source, parse.Diagnostics);
            if (parse.Program is null)
            {
                continue;
            }

            ran++;
            await RunAsync(language, parse.Program, source);
        }

        Assert.InRange(ran, 200, 4_000);
    }

    private static async Task RunAsync(ViperLanguage language, VisualProgram program, string source)
    {
        try
        {
            var image = new Core.Values.ImageValue(Core.Values.ImageBuffer.FromRgb(1, 1, [1, 2, 3]));
            await language.RunAsync(program, ViperRuns.NoInputs.Add("image", image), ViperRuns.Caller, TestContext.Current.CancellationToken);
        }
        catch (Exception error) when (error is ViperErrorException or ViperBudgetException)
        {
            Assert.True(((ProgramExecutionException)error).Site.Span.Start <= source.Length);
        }
        catch (Exception error)
        {
            Assert.Fail($"{error}\n{source}");
        }
    }

    private static string Mutate(string source, string[] sources, Random random)
    {
        for (var n = random.Next(1, 4); n > 0; n--)
        {
            var at = random.Next(source.Length + 1);
            var length = Math.Min(random.Next(0, 12), source.Length - at);
            var other = sources[random.Next(sources.Length)];
            var from = random.Next(other.Length);
            source = random.Next(5) switch
            {
                0 => source.Remove(at, length),
                1 => source.Insert(at, Pieces[random.Next(Pieces.Length)]),
                2 => source.Insert(at, other.Substring(from, Math.Min(random.Next(1, 30), other.Length - from))),
                3 => source.Remove(at, length).Insert(at, Pieces[random.Next(Pieces.Length)]),
                _ => SwapLines(source, random),
            };
            source = source.Length == 0 ? " " : source;
        }

        return source;
    }

    private static string SwapLines(string source, Random random)
    {
        var lines = source.Split('\n');
        var (a, b) = (random.Next(lines.Length), random.Next(lines.Length));
        (lines[a], lines[b]) = (lines[b], lines[a]);
        return string.Join('\n', lines);
    }
}
