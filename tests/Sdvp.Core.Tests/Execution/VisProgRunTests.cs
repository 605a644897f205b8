using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Sdvp.Core.Execution;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs.VisProg;
using Sdvp.Core.Tests.Recording;
using Sdvp.Core.Values;

namespace Sdvp.Core.Tests.Execution;

/// <summary>Programs from text to stored runs, with all parts as a host has them.</summary>
public class VisProgRunTests
{
    private static readonly ImmutableDictionary<string, ProgramValue> Inputs = ImmutableDictionary<string, ProgramValue>.Empty.Add(
        "IMAGE", new ImageValue(ImageBuffer.FromRgb(100, 80, [.. Enumerable.Range(0, 24000).Select(i => (byte)i)])));

    [Fact]
    public async Task RunAsync_CountingProgram_GoesFromTextToAStoredRun()
    {
        const string Source = """
            BOX0=LOC(image=IMAGE,object='table')
            IMAGE0=CROP_RIGHTOF(image=IMAGE,box=BOX0)
            BOX1=LOC(image=IMAGE0,object='dog')
            ANSWER0=COUNT(box=BOX1)
            ANSWER1=EVAL(expr="'yes' if {ANSWER0} > 1 else 'no'")
            FINAL_RESULT=RESULT(var=ANSWER1)
            """;
        using var folder = new TemporaryFolder();

        var run = await RunAsync(Source);
        using (var store = new ProgramRunStore(folder.Path))
        {
            store.Append(run);
        }

        Assert.Null(run.Error);
        Assert.Equal(new TextValue("yes"), run.Value);
        Assert.Equal(["LOC", "CROP_RIGHTOF", "LOC", "COUNT", "EVAL", "RESULT"], run.Records.Select(record => record.Module));
        Assert.Equal(new PixelBox(40, 0, 99, 79), ((ImageValue)run.Records[2].Arguments["image"]).Box);
        Assert.Equal([1, 2, 3, 4, 5, 6], run.Records.Select(record => record.Span.Line));
        Assert.Equal(new IntegerValue(2), run.Records[4].Arguments["ANSWER0"]);
        using var reopened = new ProgramRunStore(folder.Path);
        Assert.Equal(run.Records.AsEnumerable(), reopened.Find("r")!.Records);
    }

    [Fact]
    public async Task RunAsync_VariableNamedAsTheArgumentOfEval_IsRead()
    {
        var run = await RunAsync("expr=COUNT(box=BOX0)\nA=EVAL(expr=\"{expr} + 1\")\nR=RESULT(var=A)".Insert(0, "BOX0=LOC(image=IMAGE,object='dog')\n"));

        Assert.Null(run.Error);
        Assert.Equal(new IntegerValue(3), run.Value);
    }

    [Fact]
    public async Task RunAsync_StepFails_NamesItsPlaceInTheSource()
    {
        var run = await RunAsync("A=VQA(image=IMAGE,question='What?')\nB=EVAL(expr=\"{A} > 1\")\nR=RESULT(var=B)");

        Assert.Equal(("EVAL", 1, 2), (run.Error!.Module, run.Error.Site.StepIndex, run.Error.Site.Span.Line));
        Assert.Contains("A='two'", run.Error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("category=None")]
    [InlineData("category='animal'")]
    public async Task RunAsync_OptionalArgument_TakesNone(string argument) =>
        Assert.Null((await RunAsync($"A=PICK(image=IMAGE,{argument})\nR=RESULT(var=A)")).Error);

    private static async Task<ProgramRun> RunAsync(string source)
    {
        var services = new ServiceCollection();
        services.AddSdvp()
            .AddModule(new FakeModule("LOC")
            {
                Signature = ModuleSignature.Create("LOC", ProgramType.Regions, new("image", ProgramType.Image), new ModuleParameter("object", ProgramType.Text)),
                Answer = _ => ModuleResult.FromValue(new RegionsValue([new Region(new PixelBox(20, 30, 60, 50), 0.9, "dog"), new Region(new PixelBox(0, 0, 9, 9), 0.4, "dog")])),
            })
            .AddModule(new FakeModule("VQA")
            {
                Signature = ModuleSignature.Create("VQA", ProgramType.Text, new("image", ProgramType.Image), new ModuleParameter("question", ProgramType.Text)),
                Answer = _ => ModuleResult.FromValue(new TextValue("two")) with { Distribution = new AnswerDistribution([new("two", 0.5), new("one", 0.1)]) },
            })
            .AddModule(new FakeModule("PICK")
            {
                Signature = ModuleSignature.Create("PICK", ProgramType.Image, new("image", ProgramType.Image), new ModuleParameter("category", ProgramType.Text, IsOptional: true)),
                Answer = call => ModuleResult.FromValue(call.Get<ImageValue>("image")),
            });
        await using var provider = services.BuildServiceProvider();
        var options = provider.GetRequiredService<IModuleRegistry>().ToParseOptions(Inputs);
        var program = new VisProgLanguage().Parse(source, options).GetProgramOrThrow();
        return await provider.GetRequiredService<IProgramRunner>().RunAsync(new ProgramRequest("r", program, Inputs), TestContext.Current.CancellationToken);
    }
}
