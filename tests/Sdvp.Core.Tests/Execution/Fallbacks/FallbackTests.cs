using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using Sdvp.Core.Diagnostics;
using Sdvp.Core.Execution;
using Sdvp.Core.Execution.Fallbacks;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs;
using Sdvp.Core.Programs.VisProg;
using Sdvp.Core.Symbolic;
using Sdvp.Core.Tests.Recording;
using Sdvp.Core.Values;

namespace Sdvp.Core.Tests.Execution.Fallbacks;

public class FallbackTests
{
    private const string Failing = "A=VQA(image=IMAGE,question='What?')\nB=EVAL(expr='{A} / 0')\nR=RESULT(var=B)";

    private static readonly ImmutableDictionary<string, ProgramValue> Inputs =
        ImmutableDictionary<string, ProgramValue>.Empty.Add("IMAGE", new ImageValue(ImageBuffer.FromRgb(1, 1, [1, 2, 3])));

    [Fact]
    public async Task RunAsync_QuestionFallback_AsksTheOriginalQuestionAndSaysSo()
    {
        var run = await RunAsync(Failing, new QuestionFallback());

        Assert.Equal(new TextValue("3"), run.Value);
        Assert.Null(run.Error);
        Assert.Equal(("question", FallbackCause.Failed, 1, 2), (run.Fallback!.Policy, run.Fallback.Cause, run.Fallback.Reason.Site.StepIndex, run.Fallback.FirstStepIndex));
        Assert.Null(run.Fallback.Failure);
        Assert.Equal(["VQA", "EVAL", "VQA"], run.Records.Select(record => record.Module));
        Assert.Equal(new TextValue("How many dogs?"), run.Records[2].Arguments["question"]);
    }

    [Fact]
    public async Task RunAsync_RefusedProgram_FallsBackWithoutACall()
    {
        var run = await RunAsync("A=VQUA(image=IMAGE)", new FixedAnswerFallback(new TextValue("yes")));

        Assert.Equal(new TextValue("yes"), run.Value);
        Assert.Equal(("fixed", FallbackCause.Refused), (run.Fallback!.Policy, run.Fallback.Cause));
        Assert.IsType<ProgramRefusedException>(run.Fallback.Reason.InnerException);
        Assert.Equal((1, 3), (run.Fallback.Reason.Site.Span.Line, run.Fallback.Reason.Site.Span.Column));
        Assert.Empty(run.Records);
    }

    [Fact]
    public async Task RunAsync_RefusedProgramWithoutFallback_FailsWithTheDiagnostic()
    {
        var run = await RunAsync("A=VQUA(image=IMAGE)", null);

        Assert.Null(run.Value);
        Assert.Null(run.Fallback);
        Assert.Contains("refused at 1:3: error VP002", run.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_ProgramSucceeds_FallbackIsNotUsed()
    {
        var run = await RunAsync("A=VQA(image=IMAGE,question='What?')\nR=RESULT(var=A)", new FixedAnswerFallback(new TextValue("no")));

        Assert.Equal(new TextValue("3"), run.Value);
        Assert.Null(run.Fallback);
    }

    [Fact]
    public async Task RunAsync_FallbackFails_RunFailsWithTheProgramsReasonAndKeepsBoth()
    {
        var run = await RunAsync(Failing, new QuestionFallback("LLM"));

        Assert.Equal(("EVAL", 1), (run.Error!.Module, run.Error.Site.StepIndex));
        Assert.Same(run.Error, run.Fallback!.Reason);
        Assert.Contains("No module is named LLM", run.Fallback.Failure!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_RequestWithoutQuestion_FallbackSaysWhatIsMissing()
    {
        var run = await RunAsync(Failing, new QuestionFallback(), question: null);

        Assert.Contains("has no question; set ProgramRequest.Question", run.Fallback!.Failure!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_TwoImages_FallbackAsksForAName()
    {
        var inputs = Inputs.Add("LEFT", Inputs["IMAGE"]);

        var unnamed = await RunAsync(Failing, new QuestionFallback(), inputs: inputs);
        var named = await RunAsync(Failing, new QuestionFallback(input: "LEFT"), inputs: inputs);

        Assert.Contains("2 images among its inputs (IMAGE, LEFT)", unnamed.Fallback!.Failure!.Message, StringComparison.Ordinal);
        Assert.Equal(new TextValue("3"), named.Value);
    }

    [Fact]
    public async Task RunAsync_EveryUse_IsCounted()
    {
        var counted = new ConcurrentBag<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Name == SdvpTelemetry.Fallbacks)
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, value, tags, _) => counted.Add($"{value} {string.Join(' ', tags.ToArray().Select(tag => tag.Value))}"));
        listener.Start();
        var policy = new CountedFallback();
        var summary = new ProgramRunSummary();

        summary.Add(await RunAsync(Failing, policy));
        summary.Add(await RunAsync("A=", policy));
        summary.Add(await RunAsync("R=EVAL(expr='1')", policy));
        summary.Add(await RunAsync(Failing, null));

        Assert.Equal(["1 counted Failed", "1 counted Refused"], counted.Where(line => line.Contains("counted", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Equal("4 runs: 1 by their program, 2 by the fallback counted, 1 failed", summary.ToString());
        Assert.Equal((4, 1, 2, 1), (summary.Runs, summary.Answered, summary.Fallbacks["counted"], summary.Failed));
    }

    [Fact]
    public async Task Append_RunsWithFallbacks_AreReadBack()
    {
        using var folder = new TemporaryFolder();
        ProgramRun[] runs = [await RunAsync(Failing, new QuestionFallback()), (await RunAsync(Failing, new QuestionFallback("LLM"))) with { Id = "r2" }];
        using (var store = new ProgramRunStore(folder.Path))
        {
            Array.ForEach(runs, store.Append);
        }

        using var reopened = new ProgramRunStore(folder.Path);
        foreach (var run in runs)
        {
            var read = reopened.Find(run.Id)!.Fallback!;
            Assert.Equal(
                (run.Fallback!.Policy, run.Fallback.Cause, run.Fallback.FirstStepIndex, run.Fallback.Reason.Message, run.Fallback.Reason.Site, run.Fallback.Failure?.Message),
                (read.Policy, read.Cause, read.FirstStepIndex, read.Reason.Message, read.Reason.Site, read.Failure?.Message));
        }
    }

    private static async Task<ProgramRun> RunAsync(
        string source, IRunFallback? fallback, string? question = "How many dogs?", ImmutableDictionary<string, ProgramValue>? inputs = null)
    {
        var vqa = new FakeModule("VQA") { Signature = StandardSignatures.Vqa(), Answer = _ => ModuleResult.FromValue(new TextValue("3")) };
        var registry = new ModuleRegistry([vqa, .. SymbolicModules.Create()]);
        var language = new VisProgLanguage();
        var program = language.Parse(source, registry.ToParseOptions(inputs ?? Inputs)).GetProgramOrRefused(language.Name, source);
        var runner = new ProgramRunner(registry, [language], new ProgramRunnerOptions { Fallback = fallback });
        return await runner.RunAsync(new ProgramRequest("r", program, inputs ?? Inputs) { Question = question }, TestContext.Current.CancellationToken);
    }

    private sealed class CountedFallback : IRunFallback
    {
        public string Name => "counted";

        public ValueTask<ProgramValue> AnswerAsync(FailedRun run, IModuleCaller caller, CancellationToken cancellationToken = default) => new(ProgramValue.None);
    }
}
