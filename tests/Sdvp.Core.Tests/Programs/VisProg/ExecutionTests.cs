using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs;
using Sdvp.Core.Programs.VisProg;
using Sdvp.Core.Values;

namespace Sdvp.Core.Tests.Programs.VisProg;

public sealed class ExecutionTests
{
    private const string CountDogs =
        "BOX0=LOC(image=IMAGE,object='dog')\nANSWER0=COUNT(box=BOX0)\nANSWER1=EVAL(expr=\"'yes' if {ANSWER0} > 1 else 'no'\")\nFINAL=RESULT(var=ANSWER1)";

    private static readonly ImageValue Picture = new(ImageBuffer.FromRgb(1, 1, [1, 2, 3]));

    private static readonly ImmutableDictionary<string, ProgramValue> Inputs = ImmutableDictionary<string, ProgramValue>.Empty.Add("IMAGE", Picture);

    private static readonly RegionsValue Dogs = new([new Region(new PixelBox(0, 0, 1, 1)), new Region(new PixelBox(0, 0, 1, 1))]);

    [Fact]
    public async Task Execute_Program_CallsEveryStepThroughTheCaller()
    {
        var caller = Caller();

        var value = await Run(CountDogs, caller);

        Assert.Equal(new TextValue("yes"), value);
        Assert.Equal(["LOC", "COUNT", "EVAL", "RESULT"], caller.Calls.Select(c => c.Module));
        Assert.Equal([0, 1, 2, 3], caller.Calls.Select(c => c.Site.StepIndex));
        Assert.Equal(["BOX0", "ANSWER0", "ANSWER1", "FINAL"], caller.Calls.Select(c => c.Site.Output));
        Assert.Equal([1, 2, 3, 4], caller.Calls.Select(c => c.Site.Span.Line));
        Assert.Equal(34, caller.Calls[0].Site.Span.Length);
        Assert.Same(Picture, caller.Calls[0].Call.Arguments["image"]);
        Assert.Equal(new TextValue("dog"), caller.Calls[0].Call.Arguments["object"]);
        Assert.Equal(new TextValue("'yes' if {ANSWER0} > 1 else 'no'"), caller.Calls[2].Call.Arguments["expr"]);
        Assert.Equal(new IntegerValue(2), caller.Calls[2].Call.Arguments["ANSWER0"]);
        Assert.Equal(2, caller.Calls[2].Call.Arguments.Count);
        Assert.Equal(new TextValue("yes"), caller.Calls[3].Call.Arguments["var"]);
    }

    [Fact]
    public async Task Execute_StepsBehindResult_DoNotRun()
    {
        var caller = Caller();

        var value = await Run("A=VQA(image=IMAGE,question='Q?')\nR=RESULT(var=A)\nB=LOC(image=IMAGE,object='dog')", caller);

        Assert.Equal(new TextValue("answer to Q?"), value);
        Assert.Equal(2, caller.Calls.Count);
    }

    [Fact]
    public async Task Execute_NoResult_GivesTheLastValue() =>
        Assert.Equal(new IntegerValue(2), await Run("B=LOC(image=IMAGE,object='dog')\nC=COUNT(box=B)", Caller()));

    [Fact]
    public async Task Execute_ReassignedVariable_IsReadAsItWasAtItsStep() =>
        Assert.Equal(new IntegerValue(6), await Run("A=EVAL(expr='1')\nB=EVAL(expr='{A} + 1')\nA=EVAL(expr='{A} + {B} + 3')\nR=RESULT(var=A)", Caller()));

    [Theory]
    [InlineData("expr=EVAL(expr='2')\nexpr_=EVAL(expr='3')\nC=EVAL(expr=\"{expr} * 10 + {expr_} + len('{expr}')\")", 24L)]
    [InlineData("expr=EVAL(expr='2')\nC=EVAL(expr='{expr} * {expr}')", 4L)]
    public async Task Execute_VariableCalledExpr_ReachesTheExpression(string source, long expected) =>
        Assert.Equal(new IntegerValue(expected), await Run(source, Caller()));

    [Fact]
    public async Task Execute_AnswerWithQuotes_IsNeverProgramText()
    {
        var caller = new ScriptedCaller((_, _) => new TextValue("men's' + 1 + {A} or '"));

        Assert.Equal(new TextValue("no"), await Run("A=VQA(image=IMAGE,question='Q?')\nB=EVAL(expr=\"'yes' if {A} == 'men' else 'no'\")\nR=RESULT(var=B)", caller));
    }

    [Fact]
    public async Task Execute_ValueOfAnotherTypeThanTheParameter_IsRefusedAtItsStep()
    {
        var caller = Caller();

        var error = await Assert.ThrowsAsync<ProgramExecutionException>(() => Run("E=EVAL(expr='1 + 1')\nC=COUNT(box=E)\nR=RESULT(var=C)", caller));

        Assert.Equal("box of COUNT expects Regions, but E is Integer 2.", error.Message);
        Assert.Equal(("COUNT", 1, 2), (error.Module, error.Site.StepIndex, error.Site.Span.Line));
        Assert.Single(caller.Calls);
    }

    [Fact]
    public async Task Execute_ArgumentsOfEveryKind_AreGivenAsDeclared()
    {
        var caller = Caller();

        await Run("Z=ZOOM(image=IMAGE,factor=2,category=None)\nP=PICK(from=[1,'a',[IMAGE]],index=-1)\nR=RESULT(var=P)", caller);

        Assert.Equal(new NumberValue(2), caller.Calls[0].Call.Arguments["factor"]);
        Assert.Equal(ProgramValue.None, caller.Calls[0].Call.Arguments["category"]);
        Assert.Equal(new ListValue([new IntegerValue(1), new TextValue("a"), new ListValue([Picture])]), caller.Calls[1].Call.Arguments["from"]);
        Assert.Equal(new IntegerValue(-1), caller.Calls[1].Call.Arguments["index"]);
    }

    [Fact]
    public async Task Execute_MissingInput_IsRefusedBeforeTheFirstCall()
    {
        var caller = Caller();
        var program = new VisProgLanguage().Parse("E=EVAL(expr='1')\nB=LOC(image=RIGHT,object='dog')", TestModules.Pair).GetProgramOrThrow();

        var error = await Assert.ThrowsAsync<ArgumentException>(async () =>
            await new VisProgLanguage().ExecuteAsync(program, Inputs, caller, TestContext.Current.CancellationToken));

        Assert.Contains("RIGHT, which is not given; given are: IMAGE", error.Message, StringComparison.Ordinal);
        Assert.Empty(caller.Calls);
    }

    [Fact]
    public async Task Execute_ProgramOfAnotherLanguage_IsRefused() => await Assert.ThrowsAsync<ArgumentException>(async () =>
        await new VisProgLanguage().ExecuteAsync(new ForeignProgram(), Inputs, Caller(), TestContext.Current.CancellationToken));

    [Fact]
    public async Task Execute_Cancelled_StopsBeforeTheNextStep()
    {
        using var source = new CancellationTokenSource();
        var caller = new ScriptedCaller((_, _) =>
        {
            source.Cancel();
            return Dogs;
        });
        var program = new VisProgLanguage().Parse(CountDogs, TestModules.Options).GetProgramOrThrow();

        await Assert.ThrowsAsync<OperationCanceledException>(async () => await new VisProgLanguage().ExecuteAsync(program, Inputs, caller, source.Token));

        Assert.Single(caller.Calls);
    }

    private static ScriptedCaller Caller() => new((module, call) => module switch
    {
        "LOC" => Dogs,
        "COUNT" => new IntegerValue(call.Get<RegionsValue>("box").Regions.Length),
        "VQA" => new TextValue("answer to " + call.Get<TextValue>("question")),
        "PICK" => call.Get<ListValue>("from").Items[0],
        _ => Picture,
    });

    private static async Task<ProgramValue> Run(string source, IModuleCaller caller)
    {
        var program = new VisProgLanguage().Parse(source, TestModules.Options).GetProgramOrThrow();
        return await new VisProgLanguage().ExecuteAsync(program, Inputs, caller, TestContext.Current.CancellationToken);
    }

    private sealed class ForeignProgram() : VisualProgram("other", "x");
}
