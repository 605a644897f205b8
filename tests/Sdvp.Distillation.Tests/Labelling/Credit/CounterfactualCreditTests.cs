using System.Collections.Immutable;
using Sdvp.Core.Execution;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs;
using Sdvp.Core.Programs.VisProg;
using Sdvp.Core.Symbolic;
using Sdvp.Core.Teaching;
using Sdvp.Core.Values;
using Sdvp.Distillation.Labelling;
using Sdvp.Distillation.Labelling.Credit;
using Sdvp.Distillation.Tests.Toys;

namespace Sdvp.Distillation.Tests.Labelling.Credit;

public sealed class CounterfactualCreditTests
{
    private const string And =
        "ANSWER0=VQA(image=IMAGE,question='first')\nANSWER1=VQA(image=IMAGE,question='second')\n"
        + "ANSWER2=EVAL(expr=\"'yes' if {ANSWER0} and {ANSWER1} else 'no'\")\nFINAL_RESULT=RESULT(var=ANSWER2)";

    private const string Cropped = "BOX0=LOC(image=IMAGE,object='cat')\nIMAGE0=CROP_LEFTOF(image=IMAGE,box=BOX0)\nANSWER0=VQA(image=IMAGE0,question='first')\nFINAL_RESULT=RESULT(var=ANSWER0)";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AssessAsync_Single_AsksWhetherTheFinalAnswerBecomesRight()
    {
        var host = new Host(question => question == "first" ? "no" : "yes");
        var run = await host.RunAsync(And, "yes");
        host.Calls = 0;

        var credits = await host.Judge(CreditRule.Single).AssessAsync(run.Run, [run.Label(0, "yes"), run.Label(1, "no"), run.Label(1, "yes")], Token);

        Assert.Equal([1, 0, 0], credits.Select(c => c.Credit));
        Assert.Equal("yes", credits[0].FinalAnswer!.ToString());
        Assert.Equal(0, host.Calls);
    }

    /// <summary>Both steps are wrong: no single label makes the answer right, both together do.</summary>
    [Fact]
    public async Task AssessAsync_TwoWrongSteps_OnlyTheJointRuleGivesCredit()
    {
        var host = new Host(_ => "no");
        var run = await host.RunAsync(And, "yes");
        LabelledStep[] labels = [run.Label(0, "yes"), run.Label(1, "yes")];

        Assert.Equal([0, 0], (await host.Judge(CreditRule.Single).AssessAsync(run.Run, labels, Token)).Select(c => c.Credit));
        Assert.Equal([1, 1], (await host.Judge(CreditRule.Joint).AssessAsync(run.Run, labels, Token)).Select(c => Math.Round(c.Credit, 9)));
    }

    [Fact]
    public async Task AssessAsync_Joint_WeighsCombinationsByBothDistributions()
    {
        var host = new Host(_ => "yes");
        var run = await host.RunAsync(And, "no");
        LabelledStep[] labels = [run.Label(0, "no", 0.9), run.Label(1, "yes", 0.8)];

        var credits = await host.Judge(CreditRule.Joint).AssessAsync(run.Run, labels, Token);

        // The student is sure of yes twice. Weights: first no 0.45, yes 0.55; second yes 0.9, no 0.1; right are all but yes and yes.
        Assert.Equal(0.45 / (1 - (0.55 * 0.9)), credits[0].Credit, 1e-9);
        Assert.Equal(0.45 * 0.9 / (1 - (0.55 * 0.9)), credits[1].Credit, 1e-9);
    }

    [Fact]
    public async Task AssessAsync_Revising_GivesAnswersTheirProbabilitiesWhereTheFinalAnswerIsRight()
    {
        var host = new Host(_ => "yes");
        var run = await host.RunAsync(And, "no");
        LabelledStep[] labels = [run.Label(0, "no", 0.9), run.Label(1, "yes", 0.8)];

        var credits = await host.Judge(CreditRule.Revising).AssessAsync(run.Run, labels, Token);

        // Weights as with the joint rule: right are no and yes (0.405), no and no (0.045), yes and no (0.055).
        Assert.Equal(0.45 / 0.505, credits[0].Step.Label.Answers!.ProbabilityOf("no"), 1e-9);
        Assert.Equal(0.055 / 0.505, credits[0].Step.Label.Answers!.ProbabilityOf("yes"), 1e-9);
        Assert.Equal(0.405 / 0.505, credits[1].Step.Label.Answers!.ProbabilityOf("yes"), 1e-9);
        Assert.Equal(credits.Select(c => c.Step.Label.Answers!.Confidence), credits.Select(c => c.Credit));
    }

    /// <summary>The teacher is sure, and wrong; student and final answer say so.</summary>
    [Fact]
    public async Task AssessAsync_Revising_WrongLabelIsCorrected()
    {
        var host = new Host(_ => "yes");
        var run = await host.RunAsync(And, "yes");

        var credits = await host.Judge(CreditRule.Revising).AssessAsync(run.Run, [run.Label(0, "no", 0.9), run.Label(1, "yes", 0.9)], Token);

        Assert.Equal(["yes", "yes"], credits.Select(c => c.Step.Label.Answers!.Top));
        Assert.Equal([1, 1], credits.Select(c => c.Credit));
        Assert.Contains("credit-2(Revising", credits[0].Step.Label.Origin, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AssessAsync_RevisingWhereNothingIsRight_HasNoCreditAndLeavesLabels()
    {
        var host = new Host(_ => "yes");
        var run = await host.RunAsync(And, "maybe");
        var label = run.Label(0, "no", 0.9);

        var credit = Assert.Single(await host.Judge(CreditRule.Revising).AssessAsync(run.Run, [label], Token));

        Assert.Equal(0, credit.Credit);
        Assert.Same(label, credit.Step);
    }

    [Fact]
    public async Task AssessAsync_ChangedRegion_RunsWhatDependsOnItOnceThroughTheModule()
    {
        var host = new Host((image, _) => image.Width > 4 ? "yes" : "no");
        var run = await host.RunAsync(Cropped, "yes");
        Assert.Equal("no", run.Run.Value!.ToString());
        host.Calls = 0;
        var label = new LabelledStep(run.Run.Records[0], run.Example, StepLabel.ForRegions([new RegionLabel(new PixelBox(5, 0, 8, 8), 0.9), new RegionLabel(new PixelBox(0, 0, 1, 1), 0.1)], 1, "test"));

        var credits = await host.Judge(CreditRule.Joint).AssessAsync(run.Run, [label], Token);

        Assert.Equal(1, credits[0].Credit, 1e-9);
        Assert.Equal(1, host.Calls);
    }

    [Fact]
    public async Task AssessAsync_ExecutionThatFails_HasNoCredit()
    {
        var host = new Host(_ => "2");
        var run = await host.RunAsync(And.Replace("'yes' if {ANSWER0} and {ANSWER1} else 'no'", "{ANSWER0} - {ANSWER1}", StringComparison.Ordinal), "0");

        var credits = await host.Judge(CreditRule.Single).AssessAsync(run.Run, [run.Label(0, "red")], Token);

        Assert.Equal(0, credits[0].Credit);
        Assert.NotNull(credits[0].Failure);
    }

    [Fact]
    public async Task AssessAsync_WithoutAnswerOrOfAnotherRun_IsRefused()
    {
        var host = new Host(_ => "yes");
        var run = await host.RunAsync(And, "yes");
        var judge = host.Judge(CreditRule.Single);

        await Assert.ThrowsAsync<ArgumentException>(() => judge.AssessAsync(run.Run, [run.Label(0, "yes") with { Example = run.Example with { Answer = null } }], Token));
        await Assert.ThrowsAsync<ArgumentException>(() => judge.AssessAsync(run.Run with { Id = "other" }, [run.Label(0, "yes")], Token));
    }

    private sealed record Labelled(ProgramRun Run, TaskExample Example)
    {
        public LabelledStep Label(int step, string answer, double probability = 1) => new(
            Run.Records[step],
            Example,
            StepLabel.ForAnswers(probability == 1 ? AnswerDistribution.Certain(answer) : new AnswerDistribution([new(answer, probability), new(answer == "yes" ? "no" : "yes", 1 - probability)]), 1, "test"));
    }

    private sealed class Host
    {
        private readonly ModuleRegistry _registry;

        public Host(Func<string, string> answer)
            : this((_, question) => answer(question))
        {
        }

        public Host(Func<ImageValue, string, string> answer) => _registry = new ModuleRegistry(
            [.. SymbolicModules.Create(), new Vqa(this, answer), new Loc()]);

        public int Calls { get; set; }

        public CounterfactualCredit Judge(CreditRule rule) => new([new VisProgLanguage()], _registry, new CounterfactualCreditOptions { Rule = rule });

        public async Task<Labelled> RunAsync(string source, string answer)
        {
            var inputs = ImmutableDictionary<string, ProgramValue>.Empty.Add("IMAGE", ToyImages.Create(1));
            var program = new VisProgLanguage().Parse(source, _registry.ToParseOptions(inputs, strict: true)).GetProgramOrThrow();
            var run = await new ProgramRunner(_registry, [new VisProgLanguage()]).RunAsync(new ProgramRequest("run", program, inputs), Token);
            return new Labelled(run, new TaskExample { Id = "run", Question = "?", Answer = answer, Inputs = inputs, Program = program });
        }

        private sealed class Vqa(Host host, Func<ImageValue, string, string> answer) : SingleCallModule(StandardSignatures.Vqa(), new ModuleVersion("test"))
        {
            protected override ModuleResult Invoke(ModuleCall call)
            {
                host.Calls++;
                return ModuleResult.FromValue(new TextValue(answer(call.Get<ImageValue>("image"), call.Get<TextValue>("question").Text)));
            }
        }

        private sealed class Loc() : SingleCallModule(StandardSignatures.Loc(), new ModuleVersion("test"))
        {
            protected override ModuleResult Invoke(ModuleCall call) => ModuleResult.FromValue(new RegionsValue([new Region(new PixelBox(0, 0, 4, 8))]));
        }
    }
}
