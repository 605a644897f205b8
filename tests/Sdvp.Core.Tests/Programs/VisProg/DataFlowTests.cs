using System.Collections.Immutable;
using System.Globalization;
using CsCheck;
using Sdvp.Core.Execution;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs;
using Sdvp.Core.Programs.VisProg;
using Sdvp.Core.Symbolic;
using Sdvp.Core.Tests.Execution;
using Sdvp.Core.Values;

namespace Sdvp.Core.Tests.Programs.VisProg;

/// <summary>Steps run as soon as they can, and nothing but time depends on it.</summary>
public class DataFlowTests
{
    private static readonly ImmutableDictionary<string, ProgramValue> Inputs = ImmutableDictionary<string, ProgramValue>.Empty.Add("START", new TextValue("s"));

    [Fact]
    public async Task RunAsync_IndependentSteps_ShareABatch()
    {
        var module = Joining("A");

        var run = await RunAsync("X=A(x=START,y='1')\nY=A(x=START,y='2')\nZ=A(x=X,y=Y)\nR=RESULT(var=Z)", module);

        Assert.Equal(new TextValue("A(A(s,1),A(s,2))"), run.Value);
        Assert.Equal([2, 1], module.Batches.Select(batch => batch.Length));
    }

    [Fact]
    public async Task RunAsync_SlowStep_DoesNotHoldBackDependentsOfAFastOne()
    {
        var released = new TaskCompletionSource();
        var slow = new InstantModule("SLOW", async _ =>
        {
            await released.Task;
            return new TextValue("slow");
        });
        var last = new InstantModule("LAST", call =>
        {
            released.SetResult();
            return Task.FromResult<ProgramValue>(new TextValue($"after {call.Get<TextValue>("x").Text}"));
        });
        var fast = new InstantModule("FAST", _ => Task.FromResult<ProgramValue>(new TextValue("fast")));

        // LAST lets SLOW end: were it held back, neither would.
        var run = await RunAsync("A=SLOW(x=START)\nB=FAST(x=START)\nC=LAST(x=B)\nD=EVAL(expr=\"'{A}' + ' ' + '{C}'\")\nR=RESULT(var=D)", slow, fast, last);

        Assert.Equal(new TextValue("slow after fast"), run.Value);
        Assert.Equal([0, 1, 2, 3, 4], run.Records.Select(record => record.StepIndex));
    }

    [Fact]
    public async Task RunAsync_SeveralStepsFail_TheFirstInTheProgramIsNamed()
    {
        var module = new FakeModule("BAD")
        {
            Answer = _ => ModuleResult.FromError(new InvalidOperationException("no")),
            Signature = ModuleSignature.Create("BAD", ProgramType.Any, new ModuleParameter("x", ProgramType.Any)),
        };

        var run = await RunAsync("A=A(x=START,y='1')\nB=BAD(x=A)\nC=BAD(x=START)\nD=A(x=START,y='2')\nE=A(x=C,y='3')\nR=RESULT(var=D)", module, Joining("A"));

        Assert.Equal("Step 1 at 2:1, B=BAD(x='A(s,1)'), failed: no", run.Error!.Message);
        Assert.Equal([0, 1, 2, 3], run.Records.Select(record => record.StepIndex));
    }

    [Fact]
    public async Task RunAsync_ResultThatNeedsOneStep_WaitsForAllBeforeIt()
    {
        var run = await RunAsync("X=A(x=START,y='1')\nY=A(x=X,y='2')\nZ=A(x=Y,y='3')\nR=RESULT(var=X)", Joining("A"));

        Assert.Equal(new TextValue("A(s,1)"), run.Value);
        Assert.Equal(4, run.Records.Length);
    }

    [Fact]
    public async Task RunAsync_UnusedStepFails_TheRunFails()
    {
        var run = await RunAsync("X=A(x=START,y='1')\nE=EVAL(expr='1 / 0')\nR=RESULT(var=X)", Joining("A"));

        Assert.Equal(("EVAL", 1), (run.Error!.Module, run.Error.Site.StepIndex));
        Assert.Equal(2, run.Records.Length);
    }

    [Fact]
    public async Task RunAsync_FiveHundredStepsThatFanOut_AllRun()
    {
        var lines = Enumerable.Range(0, 498).Select(i => $"V{i}=EVAL(expr='{(i < 2 ? "1" : $"{{V{(i % 2 == 0 ? i - 2 : i - 1)}}} + 1")}')");

        var run = await RunAsync($"{string.Join('\n', lines)}\nR=RESULT(var=V496)");

        Assert.Equal(new IntegerValue(249), run.Value);
        Assert.Equal(499, run.Records.Length);
    }

    [Fact]
    public void RunAsync_AnyProgram_GivesWhatRunningStepByStepGives() =>
        Gen.Select(
            Gen.Select(Gen.Int[0, 2], Gen.Int[0, 5], Gen.Int[0, 5], Gen.Int[0, 4]).Array[1, 14], Gen.Int[1, 3]).Sample((steps, batch) =>
        {
            var names = new List<string> { "START" };
            var values = new Dictionary<string, string>(StringComparer.Ordinal) { ["START"] = "s" };
            var failed = -1;
            var lines = new List<string>();
            foreach (var (module, first, second, output) in steps)
            {
                // Names come again: a step reads what stood there when its line was reached.
                var (x, y) = (names[first % names.Count], names[second % names.Count]);
                var name = $"V{output}";
                lines.Add($"{name}={"ABF"[module]}(x={x},y={y})");
                var value = $"{"ABF"[module]}({values[x]},{values[y]})";
                if (failed < 0 && value.Length > 60)
                {
                    failed = lines.Count - 1;
                }

                values[name] = value;
                if (!names.Contains(name))
                {
                    names.Add(name);
                }
            }

            lines.Add($"R=RESULT(var={names[^1]})");
            var expected = values[names[^1]];

            var run = RunAsync(string.Join('\n', lines), batch, Joining("A", 60), Joining("B", 60), Joining("F", 60)).GetAwaiter().GetResult();

            Assert.Equal(failed < 0 ? expected : null, run.Value?.ToString());
            Assert.Equal(failed, run.Error?.Site.StepIndex ?? -1);
            Assert.Equal(run.Records.OrderBy(record => record.StepIndex).Select(record => record.StepIndex), run.Records.Select(record => record.StepIndex));
        }, iter: 200, threads: 1);

    /// <summary>Writes down how a value came about; fails where the text is longer than allowed.</summary>
    private static FakeModule Joining(string name, int longest = int.MaxValue) => new(name)
    {
        Signature = ModuleSignature.Create(name, ProgramType.Text, new ModuleParameter("x", ProgramType.Text), new ModuleParameter("y", ProgramType.Text)),
        Answer = call =>
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"{name}({call.Arguments["x"]},{call.Arguments["y"]})");
            return text.Length > longest ? ModuleResult.FromError(new InvalidOperationException("too long")) : ModuleResult.FromValue(new TextValue(text));
        },
    };

    private static Task<ProgramRun> RunAsync(string source, params IVisualModule[] modules) => RunAsync(source, 64, modules);

    private static Task<ProgramRun> RunAsync(string source, int batch, params IVisualModule[] modules)
    {
        var registry = new ModuleRegistry([.. modules, .. SymbolicModules.Create()]);
        var runner = new ProgramRunner(registry, [new VisProgLanguage()], new ProgramRunnerOptions { MaxBatchSize = batch });
        var program = new VisProgLanguage().Parse(source, registry.ToParseOptions(Inputs)).GetProgramOrThrow();
        return runner.RunAsync(new ProgramRequest("r", program, Inputs), TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
    }

    private sealed class InstantModule(string name, Func<ModuleCall, Task<ProgramValue>> answer) : IInstantModule
    {
        public ModuleSignature Signature { get; } = ModuleSignature.Create(name, ProgramType.Text, new ModuleParameter("x", ProgramType.Text));

        public ModuleVersion Version { get; } = new("1");

        public async ValueTask<IReadOnlyList<ModuleResult>> InvokeAsync(IReadOnlyList<ModuleCall> calls, CancellationToken cancellationToken = default) =>
            [ModuleResult.FromValue(await answer(calls[0]))];
    }
}
