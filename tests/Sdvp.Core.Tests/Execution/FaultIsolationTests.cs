using Sdvp.Core.Execution;
using Sdvp.Core.Modules;
using Sdvp.Core.Values;

namespace Sdvp.Core.Tests.Execution;

public class FaultIsolationTests
{
    [Fact]
    public async Task RunAsync_FailedResult_FailsThatRunOnlyAndSaysWhere()
    {
        var cause = new InvalidOperationException("out of vocabulary");
        var module = new FakeModule("VQA")
        {
            Answer = call => call.Get<TextValue>("x").Text == "r1" ? ModuleResult.FromError(cause) : ModuleResult.FromValue(new TextValue("ok")),
        };

        var runs = await Runners.With(new FakeModule("LOC"), module).RunAllAsync(Enumerable.Range(0, 3).Select(i => ScriptProgram.Chain($"r{i}", "LOC", "VQA")));

        Assert.Equal([new TextValue("ok"), null, new TextValue("ok")], runs.Select(run => run.Value));
        var error = runs[1].Error!;
        Assert.Same(cause, error.InnerException);
        Assert.Equal(("VQA", 1), (error.Module, error.Site.StepIndex));
        Assert.Equal("Step 1 at 2:1, V1=VQA(x='r1'), failed: out of vocabulary", error.Message);
        Assert.Equal("out of vocabulary", runs[1].Records[1].Error);
        Assert.Null(runs[1].Records[1].Value);
    }

    [Fact]
    public async Task RunAsync_ModuleThrowsForABatch_SplitsToTheBadCall()
    {
        var module = new FakeModule("A")
        {
            AnswerBatch = (calls, _) => calls.Any(call => call.Get<TextValue>("x").Text == "r5")
                ? throw new InvalidDataException("bad image")
                : Task.FromResult<IReadOnlyList<ModuleResult>>([.. calls.Select(call => ModuleResult.FromValue(call.Get<TextValue>("x")))]),
        };

        var runs = await Runners.With(module).RunAllAsync(Enumerable.Range(0, 8).Select(i => ScriptProgram.Chain($"r{i}", "A")));

        Assert.Equal([5], runs.Index().Where(run => run.Item.Error is not null).Select(run => run.Index));
        Assert.IsType<InvalidDataException>(runs[5].Error!.InnerException);
        Assert.All(runs.Where(run => run.Error is null), run => Assert.Equal(new TextValue(run.Id), run.Value));
        Assert.Equal([8, 4, 4, 2, 1, 1, 2], module.Batches.Select(batch => batch.Length));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(-1)]
    public async Task RunAsync_WrongNumberOfResults_FailsAndNamesTheModule(int count)
    {
        var module = new FakeModule("A")
        {
            AnswerBatch = (_, _) => Task.FromResult<IReadOnlyList<ModuleResult>>(
                count < 0 ? null! : [.. Enumerable.Repeat(ModuleResult.FromValue(ProgramValue.None), count)]),
        };

        var runs = await Runners.With(module).RunAllAsync(Enumerable.Range(0, 3).Select(i => ScriptProgram.Chain($"r{i}", "A")));

        Assert.All(runs, run => Assert.Contains($"module A (FakeModule) gave {Math.Max(0, count)} results for 3 calls", run.Error!.Message, StringComparison.Ordinal));
        Assert.Single(module.Batches);
    }

    [Fact]
    public async Task RunAsync_NullResult_FailsThatCallOnly()
    {
        var module = new FakeModule("A") { Answer = call => call.Get<TextValue>("x").Text == "r0" ? null! : ModuleResult.FromValue(ProgramValue.None) };

        var runs = await Runners.With(module).RunAllAsync(Enumerable.Range(0, 2).Select(i => ScriptProgram.Chain($"r{i}", "A")));

        Assert.Contains("module A", runs[0].Error!.Message, StringComparison.Ordinal);
        Assert.Null(runs[1].Error);
    }

    [Fact]
    public async Task RunAsync_ResultOfAnotherType_FailsAndNamesBoth()
    {
        var module = new FakeModule("A") { Signature = ModuleSignature.Create("A", ProgramType.Regions, new ModuleParameter("x", ProgramType.Any)) };

        var run = await Runners.With(module).RunAsync(ScriptProgram.Chain("r", "A"), TestContext.Current.CancellationToken);

        Assert.Contains("gave Text, but its signature promises Regions", run.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_UnknownModule_FailsAndNamesThoseKnown()
    {
        var run = await Runners.With(new FakeModule("LOC"), new FakeModule("VQA")).RunAsync(ScriptProgram.Chain("r", "CROP_NOT"), TestContext.Current.CancellationToken);

        Assert.Contains("No module is named CROP_NOT; registered are: LOC, VQA", run.Error!.Message, StringComparison.Ordinal);
        Assert.Equal("unregistered", Assert.Single(run.Records).Version.Id);
    }

    [Theory]
    [InlineData("y", "x is missing")]
    [InlineData("x", "x is Text")]
    [InlineData("x+y", "y is unknown")]
    public async Task RunAsync_ArgumentsBesideTheSignature_NeverReachTheModule(string given, string problem)
    {
        var type = given == "x" ? ProgramType.Image : ProgramType.Any;
        var module = new FakeModule("A") { Signature = ModuleSignature.Create("A", ProgramType.Any, new ModuleParameter("x", type)) };
        var request = ScriptProgram.Request("r", (caller, _) => caller.CallAsync("A", [.. given.Split('+').Select(name => (name, (ProgramValue)new TextValue("v")))]));

        var run = await Runners.With(module).RunAsync(request, TestContext.Current.CancellationToken);

        Assert.Contains(problem, run.Error!.Message, StringComparison.Ordinal);
        Assert.Empty(module.Batches);
    }

    [Fact]
    public async Task RunAsync_OptionalArgumentMissingOrNone_IsFine()
    {
        var module = new FakeModule("A")
        {
            Signature = ModuleSignature.Create("A", ProgramType.Any, new ModuleParameter("x", ProgramType.Text), new ModuleParameter("category", ProgramType.Text, IsOptional: true)),
        };
        var request = ScriptProgram.Request("r", async (caller, _) =>
        {
            await caller.CallAsync("A", ("x", new TextValue("v")));
            return await caller.CallAsync("A", ("x", new TextValue("v")), ("category", ProgramValue.None));
        });

        Assert.Null((await Runners.With(module).RunAsync(request, TestContext.Current.CancellationToken)).Error);
    }

    [Fact]
    public async Task RunAsync_LanguageThrows_FailsThatRunAndNamesTheLastCall()
    {
        var before = ScriptProgram.Request("r0", (_, _) => throw new FormatException("broken"));
        var after = ScriptProgram.Request("r1", async (caller, _) =>
        {
            await caller.CallAsync("A", ProgramValue.None);
            throw new FormatException("broken");
        });

        var runs = await Runners.With(new FakeModule("A")).RunAllAsync([before, after, ScriptProgram.Chain("r2", "A")]);

        Assert.Contains("Before the first call", runs[0].Error!.Message, StringComparison.Ordinal);
        Assert.Contains("After step 0 (A at 1:1)", runs[1].Error!.Message, StringComparison.Ordinal);
        Assert.IsType<FormatException>(runs[1].Error!.InnerException);
        Assert.Null(runs[2].Error);
    }

    [Fact]
    public async Task RunAsync_NullArgument_FailsThatRun()
    {
        var run = await Runners.With(new FakeModule("A")).RunAsync(ScriptProgram.Request("r", (caller, _) => caller.CallAsync("A", x: null!)), TestContext.Current.CancellationToken);

        Assert.Contains("null for the argument x", run.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_LongValues_AreCutInMessages()
    {
        var module = new FakeModule("A") { Answer = _ => ModuleResult.FromError(new InvalidOperationException("no")) };

        var run = await Runners.With(module).RunAsync(ScriptProgram.Chain(new string('q', 5000), "A"), TestContext.Current.CancellationToken);

        Assert.InRange(run.Error!.Message.Length, 80, 200);
    }

    [Fact]
    public async Task RunAsync_ProgramCatchesAFailure_GoesOn()
    {
        var module = new FakeModule("A") { Answer = _ => ModuleResult.FromError(new InvalidOperationException("no")) };
        var request = ScriptProgram.Request("r", async (caller, _) =>
        {
            try
            {
                return await caller.CallAsync("A", ProgramValue.None);
            }
            catch (Core.Programs.ProgramExecutionException)
            {
                return await caller.CallAsync("B", new TextValue("instead"));
            }
        });

        var run = await Runners.With(module, new FakeModule("B")).RunAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(new TextValue("instead"), run.Value);
        Assert.Equal(["A", "B"], run.Records.Select(record => record.Module));
    }
}
