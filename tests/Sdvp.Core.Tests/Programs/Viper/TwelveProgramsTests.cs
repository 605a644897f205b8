using System.Collections.Immutable;
using Sdvp.Core.Execution;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs.Viper;
using Sdvp.Core.Values;
using Sdvp.Samples.Viper.World;

namespace Sdvp.Core.Tests.Programs.Viper;

/// <summary>Programs of many features, with the answers that CPython gives on the same world.</summary>
public sealed class TwelveProgramsTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Programs", "Viper", "Goldens");

    public static TheoryData<string, string> Programs()
    {
        var data = new TheoryData<string, string>();
        foreach (var line in File.ReadLines(Path.Combine(Folder, "twelve", "expected.txt")))
        {
            var parts = line.Split(" => ", 2);
            data.Add(parts[0], parts[1]);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task Run_Program_GivesWhatCPythonGives(string file, string expected)
    {
        var (language, registry, inputs) = CreateWorld();
        var program = language.Parse(File.ReadAllText(Path.Combine(Folder, "twelve", file)), registry.ToParseOptions(inputs)).GetProgramOrThrow();

        var result = await language.RunAsync(program, inputs, new RegistryCaller(registry), TestContext.Current.CancellationToken);

        Assert.Equal(expected, result.Repr);
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task Run_ThroughTheRunner_RecordsCallsAndKeepsTheAnswer(string file, string expected)
    {
        var (language, registry, inputs) = CreateWorld();
        var program = language.Parse(File.ReadAllText(Path.Combine(Folder, "twelve", file)), registry.ToParseOptions(inputs)).GetProgramOrThrow();

        var run = await new ProgramRunner(registry, [language]).RunAsync(new ProgramRequest(file, program, inputs), TestContext.Current.CancellationToken);

        Assert.Null(run.Error);
        Assert.NotEmpty(run.Records);
        Assert.Equal(Enumerable.Range(0, run.Records.Length), run.Records.Select(r => r.StepIndex));
        Assert.Equal(expected, expected[0] is '\'' or '"' && run.Value is TextValue ? QuoteLike(expected, ViperText.Str(run.Value)) : ViperText.Str(run.Value!));
    }

    private static string QuoteLike(string expected, string text) => $"{expected[0]}{text}{expected[0]}";

    private static (ViperLanguage Language, ModuleRegistry Registry, ImmutableDictionary<string, ProgramValue> Inputs) CreateWorld()
    {
        var world = PaperWorld.Load(Path.Combine(Folder, "world.json"));
        var options = new ViperOptions();
        PaperModules.Configure(options);
        var inputs = ImmutableDictionary<string, ProgramValue>.Empty
            .Add("image", world.Image)
            .Add("video", world.Video)
            .Add("possible_answers", new ListValue([.. world.PossibleAnswers.Select(a => new TextValue(a))]))
            .Add("query", new TextValue(world.Query));
        return (new ViperLanguage(options), new ModuleRegistry(PaperModules.Create(world)), inputs);
    }
}
