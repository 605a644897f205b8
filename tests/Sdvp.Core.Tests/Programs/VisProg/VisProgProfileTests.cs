using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs;
using Sdvp.Core.Programs.VisProg;
using Sdvp.Core.Symbolic;
using Sdvp.Core.Values;

namespace Sdvp.Core.Tests.Programs.VisProg;

public sealed class VisProgProfileTests
{
    private const string Boxes = "B=LOC(image=IMAGE,object='dog')\n";

    private static readonly ProgramParseOptions Upstream = TestModules.Options with { VisProg = VisProgProfile.Upstream };

    private static readonly ProgramParseOptions Lowering = TestModules.Options with { VisProg = new VisProgProfile { LowerNestedCalls = true } };

    /// <summary>Source, code of the warning, what runs.</summary>
    public static TheoryData<string, string, string> Quirks => new()
    {
        { Boxes + "R=RESULT(var=B,var=IMAGE)", "VP017", Boxes + "R=RESULT(var=IMAGE)" },
        { "B=LOC(image=IMAGE,object='dog',threshold=nothing)\nR=RESULT(var=B)", "VP018", Boxes + "R=RESULT(var=B)" },
        { "B==LOC(image=IMAGE,object='dog')\nR=RESULT(var=B)", "VP037", Boxes + "R=RESULT(var=B)" },
        { "R=RESULT(var=IMAGE)\n" + Boxes.TrimEnd(), "VP012", "R=RESULT(var=IMAGE)\n" + Boxes.TrimEnd() },
    };

    [Theory]
    [MemberData(nameof(Quirks))]
    public void Parse_QuirkOfUpstream_IsTakenByItsProfileAndNoOther(string source, string code, string runs)
    {
        var parse = new VisProgLanguage().Parse(source, Upstream);
        var strict = new VisProgLanguage().Parse(source, Upstream with { Strict = true });
        var usual = new VisProgLanguage().Parse(source, TestModules.Options);

        Assert.Equal((code, DiagnosticSeverity.Warning), (Assert.Single(parse.Diagnostics).Code, parse.Diagnostics[0].Severity));
        Assert.Equal(runs, ((VisProgProgram)parse.GetProgramOrThrow()).Print());
        Assert.Equal(code == "VP012", strict.Program is not null);
        Assert.Equal(code == "VP012", usual.Program is not null);
    }

    [Theory]
    [InlineData("R=RESULT(var=IMAGE)\nE=EVAL(expr='1 + 1')", 2L)]
    [InlineData("A=EVAL(expr='1')\nR=RESULT(var=A)\nB=EVAL(expr='2')\nQ=RESULT(var=B)", 2L)]
    public async Task Execute_StepsBehindResult_RunInTheProfileOfUpstream(string source, long expected)
    {
        var caller = new ScriptedCaller((_, _) => ProgramValue.None);
        var program = new VisProgLanguage().Parse(source, Upstream).GetProgramOrThrow();

        var value = await new VisProgLanguage().ExecuteAsync(
            program,
            ImmutableDictionary<string, ProgramValue>.Empty.Add("IMAGE", new ImageValue(ImageBuffer.FromRgb(1, 1, [0, 0, 0]))),
            caller,
            TestContext.Current.CancellationToken);

        Assert.Equal(new IntegerValue(expected), value);
        Assert.Equal(source.Split('\n').Length, caller.Calls.Count);
    }

    [Fact]
    public void Parse_ResultOfUpstream_DefinesNoVariable() =>
        Assert.Equal("VP003", new VisProgLanguage().Parse(Boxes + "R=RESULT(var=B)\nQ=RESULT(var=R)", Upstream).Diagnostics.First(d => d.Severity == DiagnosticSeverity.Error).Code);

    [Fact]
    public void Parse_NestedCalls_BecomeStepsWhereTheProfileSaysSo()
    {
        const string Source = "STEP0=COUNT(box=LOC(image=CROP(image=IMAGE,box=LOC(image=IMAGE,object='table')),object='dog'))\nR=RESULT(var=STEP0)";

        var parse = new VisProgLanguage().Parse(Source, Lowering);

        Assert.Equal(
            "STEP3=LOC(image=IMAGE,object='table')\nSTEP2=CROP(image=IMAGE,box=STEP3)\nSTEP1=LOC(image=STEP2,object='dog')\nSTEP0=COUNT(box=STEP1)\nR=RESULT(var=STEP0)",
            ((VisProgProgram)parse.GetProgramOrThrow()).Print());
        Assert.Equal(["VP019", "VP019", "VP019"], parse.Diagnostics.Select(d => d.Code));
        Assert.Null(new VisProgLanguage().Parse(Source, Lowering with { Strict = true }).Program);
    }

    [Theory]
    [InlineData("C=COUNT(box=VQA(image=IMAGE,question='What?'))", "VP022")]
    [InlineData("C=COUNT(box=LOC(image=IMAGE))", "VP016")]
    [InlineData("C=COUNT(box=NOTHING(image=IMAGE))", "VP002")]
    [InlineData("E=EVAL(expr='1')\nC=COUNT(box=LOC(image=IMAGE,object='do", "VP040")]
    public void Parse_WrongNestedCall_IsRefused(string source, string code) =>
        Assert.Equal(code, new VisProgLanguage().Parse(source, Lowering).Diagnostics.First(d => d.Severity == DiagnosticSeverity.Error).Code);

    [Fact]
    public void Parse_CallsNestedTooDeep_AreRefused()
    {
        var nested = string.Concat(Enumerable.Repeat("CROP(box=B,image=", 30)) + "IMAGE" + new string(')', 30);

        Assert.Contains(new VisProgLanguage().Parse($"{Boxes}C={nested}\nR=RESULT(var=C)", Lowering).Diagnostics, d => d is { Code: "VP019", Severity: DiagnosticSeverity.Error });
    }

    [Fact]
    public void Parse_EveryKnownModuleThatIsNotRegistered_IsRefusedWithTheWayToRegisterIt()
    {
        var nothing = TestModules.Options with { Modules = ImmutableDictionary<string, ModuleSignature>.Empty };
        Assert.Equal(25, VisProgModules.Names.Length);
        foreach (var name in VisProgModules.Names)
        {
            foreach (var written in new[] { name, name.ToLowerInvariant() })
            {
                var diagnostic = new VisProgLanguage().Parse($"A={written}(image=IMAGE)", nothing).Diagnostics.First(d => d.Severity == DiagnosticSeverity.Error);

                Assert.Equal(("VP048", 3, name.Length), (diagnostic.Code, diagnostic.Span.Column, diagnostic.Span.Length));
                Assert.StartsWith($"{name} is not registered; register ", diagnostic.Message, StringComparison.Ordinal);
            }
        }

        Assert.Equal("VP002", new VisProgLanguage().Parse("A=NOTHING(image=IMAGE)", nothing).Diagnostics.First(d => d.Severity == DiagnosticSeverity.Error).Code);
    }

    [Fact]
    public void Parse_ModuleWhoseNeedIsNotRegistered_IsRefused()
    {
        var signature = ModuleSignature.Create("PAIR", ProgramType.Image, new ModuleParameter("image", ProgramType.Image)) with { Requires = ["MATCH"] };
        var options = TestModules.Options with { Modules = TestModules.Signatures.Add("PAIR", signature) };

        var missing = new VisProgLanguage().Parse("A=PAIR(image=IMAGE)\nR=RESULT(var=A)", options);
        var present = new VisProgLanguage().Parse("A=PAIR(image=IMAGE)\nR=RESULT(var=A)", options with { Modules = options.Modules.Add("MATCH", StandardSignatures.Match()) });

        Assert.Equal("PAIR calls MATCH, and MATCH is not registered; register an image-text matcher, such as .AddClipMatch(\"MATCH\", o => o.Folder = …).", missing.Diagnostics[0].Message);
        Assert.Empty(present.Diagnostics);
    }

    [Fact]
    public void Apply_Task_RestrictsModulesAndInputs()
    {
        var options = VisProgTask.Nlvr.Apply(TestModules.Options);

        Assert.Empty(new VisProgLanguage().Parse("A=VQA(image=LEFT,question='Q?')\nR=RESULT(var=A)", options).Diagnostics);
        Assert.Equal("VP003", new VisProgLanguage().Parse("A=VQA(image=IMAGE,question='Q?')\nR=RESULT(var=A)", options).Diagnostics[0].Code);
        var crop = new VisProgLanguage().Parse("B=LOC(image=LEFT,object='dog')\nR=RESULT(var=B)", options).Diagnostics[0];
        Assert.Equal(("VP049", "LOC is no module of the task nlvr; its programs may call: VQA, EVAL, RESULT."), (crop.Code, crop.Message));
        Assert.DoesNotContain("LOC", new VisProgLanguage().Parse("B=LOCK(image=LEFT)\nR=RESULT(var=B)", options).Diagnostics[0].Message.Split(';')[1], StringComparison.Ordinal);
    }

    [Fact]
    public void All_Tasks_AreThoseOfUpstream()
    {
        Assert.Equal(["gqa", "nlvr", "imageEdit", "okDet"], VisProgTask.All.Select(t => t.Name));
        Assert.Equal([15, 3, 8, 6], VisProgTask.All.Select(t => t.Modules.Length));
        Assert.Equal(VisProgModules.Names, VisProgTask.All.SelectMany(t => t.Modules).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal((0.1, 0.5, true, false), Settings(VisProgTask.Gqa));
        Assert.Equal((0.05, 0.3, false, true), Settings(VisProgTask.Tagging));
        Assert.Null(VisProgTask.Nlvr.Loc);
    }

    private static (double, double, bool, bool) Settings(VisProgTask task) =>
        (task.Loc!.ScoreThreshold, task.Loc.SuppressionThreshold, task.Loc.KnowsPlaces, task.Loc.ReturnsObjects);
}
