using System.Collections.Immutable;
using Sdvp.Core.Execution;
using Sdvp.Core.Execution.Fallbacks;
using Sdvp.Core.Execution.Replay;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs;
using Sdvp.Core.Programs.VisProg;
using Sdvp.Core.Symbolic;
using Sdvp.Core.Tests.Recording;
using Sdvp.Core.Values;

namespace Sdvp.Core.Tests.Execution.Replay;

public sealed class ReplayTests : IDisposable
{
    private const string Counting =
        "BOX=LOC(image=IMAGE,object='dog')\nPART=CROP(image=IMAGE,box=BOX)\nA=VQA(image=PART,question='What?')\nN=COUNT(box=BOX)\nE=EVAL(expr=\"'{A}' + '{N}'\")\nR=RESULT(var=E)";

    private const string Failing = "A=VQA(image=IMAGE,question='What?')\nB=EVAL(expr='{A} > 1')\nR=RESULT(var=B)";

    private static readonly ImmutableDictionary<string, ProgramValue> Inputs = ImmutableDictionary<string, ProgramValue>.Empty.Add(
        "IMAGE", new ImageValue(ImageBuffer.FromRgb(20, 10, [.. Enumerable.Range(0, 600).Select(i => (byte)i)])));

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ReplayRunner_RecordedRuns_GiveValuesRecordsAndErrorsAgain()
    {
        var options = new ProgramRunnerOptions { Fallback = new QuestionFallback() };
        ProgramRequest[] requests = [Request("r0", Counting), Request("r1", Failing), Request("r2", "A=VQUA()"), Request("r3", Failing) with { Question = null }];
        var recorded = await RecordAsync(options, requests);

        using var store = new ProgramRunStore(_folder.Path);
        var replayed = new List<ProgramRun>();
        await foreach (var run in new ReplayRunner(store, [new VisProgLanguage()], options).RunAsync(requests, TestContext.Current.CancellationToken))
        {
            replayed.Add(run);
        }

        foreach (var (before, after) in recorded.Zip(replayed, (before, after) => (before, after)))
        {
            Assert.Equal((before.Id, before.Value, before.Error?.Message), (after.Id, after.Value, after.Error?.Message));
            Assert.Equal(before.Records.AsEnumerable(), after.Records);
            Assert.Equal((before.Fallback?.Reason.Message, before.Fallback?.Failure?.Message), (after.Fallback?.Reason.Message, after.Fallback?.Failure?.Message));
        }

        Assert.Equal(4, replayed.Count);
        Assert.NotNull(replayed[1].Fallback);
    }

    [Fact]
    public async Task ReplayRunner_Composite_IsComputedFromItsChildren()
    {
        var request = ScriptProgram.Request("r", async (caller, token) => (await caller.Inner.CallCompositeAsync("both", new ModuleVersion("1"), Calls.Of(), new CallSite(0, null, default), async children =>
        {
            var results = await children.CallAllAsync([.. Enumerable.Range(1, 2).Select(i => ("A", Calls.Of(("x", (ProgramValue)new IntegerValue(i))), new CallSite(i, null, default)))], token);
            return ModuleResult.FromValue(new ListValue([.. results.Select(result => result.Value!)]));
        }, token)).Value!);
        var module = new FakeModule("A");
        using (var writing = new ProgramRunStore(_folder.Path))
        {
            writing.Append(await Runners.With(module).RunAsync(request, TestContext.Current.CancellationToken));
        }

        using var store = new ProgramRunStore(_folder.Path);
        var run = await new ReplayRunner(store, [new ScriptLanguage()]).RunAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(new ListValue([new IntegerValue(1), new IntegerValue(2)]), run.Value);
        Assert.Equal([null, 0, 0], run.Records.Select(record => record.Parent));
        Assert.Single(module.Batches);
    }

    [Theory]
    [InlineData("r9", Counting, "The run r9 is not in the record")]
    [InlineData("r0", Failing, "was recorded with the program")]
    public async Task ReplayRunner_RunThatIsNotThere_IsATypedErrorAndNeverTheFallbacks(string id, string source, string problem)
    {
        var options = new ProgramRunnerOptions { Fallback = new FixedAnswerFallback(ProgramValue.None) };
        await RecordAsync(options, Request("r0", Counting));
        using var store = new ProgramRunStore(_folder.Path);

        var run = await new ReplayRunner(store, [new VisProgLanguage()], options).RunAsync(Request(id, source), TestContext.Current.CancellationToken);

        Assert.Contains(problem, Assert.IsType<MissingRecordException>(run.Error!.InnerException).Message, StringComparison.Ordinal);
        Assert.Null(run.Fallback);
    }

    [Fact]
    public async Task ReplayRunner_OtherInputs_NamesTheStepAndBothCalls()
    {
        await RecordAsync(new ProgramRunnerOptions(), Request("r0", Counting));
        using var store = new ProgramRunStore(_folder.Path);
        var request = Request("r0", Counting) with { Inputs = Inputs.SetItem("IMAGE", new ImageValue(ImageBuffer.FromRgb(2, 2, new byte[12]))) };

        var run = await new ReplayRunner(store, [new VisProgLanguage()]).RunAsync(request, TestContext.Current.CancellationToken);

        var missing = Assert.IsType<MissingRecordException>(run.Error!.InnerException);
        Assert.Equal(("r0", "LOC", 0), (missing.RunId, missing.Module, missing.StepIndex));
        Assert.Contains("recorded as LOC(image=image 20 × 10, object='dog'), but the program calls LOC(image=image 2 × 2, object='dog')", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReplayRunner_ProgramThatSwallowsEverything_FailsNevertheless()
    {
        using var store = new ProgramRunStore(_folder.Path);
        var request = ScriptProgram.Request("r", async (caller, _) =>
        {
            try
            {
                return await caller.CallAsync("A", ProgramValue.None);
            }
            catch (ProgramExecutionException)
            {
                return new TextValue("as if nothing were");
            }
        });

        var run = await new ReplayRunner(store, [new ScriptLanguage()]).RunAsync(request, TestContext.Current.CancellationToken);

        Assert.Null(run.Value);
        Assert.IsType<MissingRecordException>(run.Error!.InnerException);
    }

    [Fact]
    public async Task RecordedModules_AnotherProgramWithTheSameCalls_IsAnswered()
    {
        await RecordAsync(new ProgramRunnerOptions(), Request("r0", Counting));
        using var store = new ProgramRunStore(_folder.Path);
        var registry = new ModuleRegistry([.. RecordedModules.Create(store).Where(module => module.Signature.Name is "LOC" or "VQA"), .. SymbolicModules.Create()]);
        var runner = new ProgramRunner(registry, [new VisProgLanguage()]);
        const string Other = "B0=LOC(image=IMAGE,object='dog')\nP0=CROP(image=IMAGE,box=B0)\nA0=VQA(image=P0,question='What?')\nA1=VQA(image=IMAGE,question='What?')\nR=RESULT(var=A0)";
        var program = new VisProgLanguage().Parse(Other, registry.ToParseOptions(Inputs)).GetProgramOrThrow();

        var run = await runner.RunAsync(new ProgramRequest("other", program, Inputs), TestContext.Current.CancellationToken);

        Assert.Equal(new TextValue("two"), run.Records[2].Value);
        Assert.Equal(("VQA", 3), (run.Error!.Module, run.Error.Site.StepIndex));
        Assert.Contains("VQA(image=image 20 × 10, question='What?')", Assert.IsType<MissingRecordException>(run.Error.InnerException).Message, StringComparison.Ordinal);
        Assert.Equal(new ModuleVersion("v1"), run.Records[2].Version);
    }

    [Fact]
    public async Task RecordedModules_SeveralVersions_OneMustBeChosen()
    {
        await RecordAsync(new ProgramRunnerOptions(), "v1", Request("r0", Counting));
        await RecordAsync(new ProgramRunnerOptions(), "v2", Request("r1", Counting));
        using var store = new ProgramRunStore(_folder.Path);

        var error = Assert.Throws<ArgumentException>(() => RecordedModules.Create(store));
        var modules = RecordedModules.Create(store, new Dictionary<string, ModuleVersion> { ["LOC"] = new("v2"), ["VQA"] = new("v1") });

        Assert.Contains("2 versions of LOC: v1, v2", error.Message, StringComparison.Ordinal);
        Assert.Equal("v2", modules.Single(module => module.Signature.Name == "LOC").Version.Id);
        Assert.Equal("LOC(image: Image, object: Text) → Regions", modules.Single(module => module.Signature.Name == "LOC").Signature.ToString());
    }

    private static ProgramRequest Request(string id, string source)
    {
        var language = new VisProgLanguage();
        var options = new ModuleRegistry(Modules("v1")).ToParseOptions(Inputs);
        return new ProgramRequest(id, language.Parse(source, options).GetProgramOrRefused(language.Name, source), Inputs) { Question = "How many?" };
    }

    private static IEnumerable<IVisualModule> Modules(string version) =>
    [
        new FakeModule("LOC", version)
        {
            Signature = StandardSignatures.Loc(),
            Answer = _ => ModuleResult.FromValue(new RegionsValue([new Region(new PixelBox(2, 2, 6, 6), 0.9, "dog")])) with { Proposals = [new Region(new PixelBox(0, 0, 1, 1), 0.1)] },
        },
        new FakeModule("VQA", version)
        {
            Signature = StandardSignatures.Vqa(),
            Answer = _ => ModuleResult.FromValue(new TextValue("two")) with { Distribution = new AnswerDistribution([new("two", 0.5), new("one", 0.1)]) },
        },
        .. SymbolicModules.Create(),
    ];

    private Task<List<ProgramRun>> RecordAsync(ProgramRunnerOptions options, params ProgramRequest[] requests) => RecordAsync(options, "v1", requests);

    private async Task<List<ProgramRun>> RecordAsync(ProgramRunnerOptions options, string version, params ProgramRequest[] requests)
    {
        var runs = await new ProgramRunner(new ModuleRegistry(Modules(version)), [new VisProgLanguage()], options).RunAllAsync(requests);
        using var store = new ProgramRunStore(_folder.Path);
        runs.ForEach(store.Append);
        return runs;
    }
}
