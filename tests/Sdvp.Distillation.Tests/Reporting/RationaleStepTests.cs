using Sdvp.Core.Modules;
using Sdvp.Core.Programs;
using Sdvp.Core.Rationale;
using Sdvp.Core.Recording;
using Sdvp.Core.Values;
using Sdvp.Distillation.Reporting;
using Sdvp.Distillation.Tests.Evaluation;

namespace Sdvp.Distillation.Tests.Reporting;

public sealed class RationaleStepTests
{
    private static readonly FakeProgram _program = new("A=LOC(image=IMAGE)\n  B=VQA(image=IMAGE)\nC=RESULT(var=B)");

    private static readonly StepRecord _record = new()
    {
        RunId = "r",
        StepIndex = 1,
        Module = "VQA",
        Version = new ModuleVersion("v"),
        Arguments = [],
        Value = new BooleanValue(true),
        Span = new SourceSpan(23, 16, 2, 5),
        Duration = TimeSpan.Zero,
    };

    [Fact]
    public void From_Span_ShowsItsWholeLine() => Assert.Equal("B=VQA(image=IMAGE)", RationaleStep.From(_record, _program).Source);

    [Theory]
    [InlineData(0, 1, "A=LOC(image=IMAGE)")]
    [InlineData(17, 1, "A=LOC(image=IMAGE)")]
    [InlineData(19, 1, "B=VQA(image=IMAGE)")]
    [InlineData(54, 900, "C=RESULT(var=B)")]
    [InlineData(55, 0, "")]
    [InlineData(-1, 5, "")]
    [InlineData(1000, 5, "")]
    public void From_SpanAtTheEdge_StaysInside(int start, int length, string expected) =>
        Assert.Equal(expected, RationaleStep.From(_record with { Span = new SourceSpan(start, length, 1, 1) }, _program).Source);

    [Fact]
    public void From_Gold_ComparesNormalForms()
    {
        Assert.True(RationaleStep.From(_record, _program, gold: "True").IsCorrect);
        Assert.False(RationaleStep.From(_record, _program, gold: "no").IsCorrect);
        Assert.Null(RationaleStep.From(_record, _program).IsCorrect);
        Assert.Null(RationaleStep.From(_record with { Value = null, Error = "boom" }, _program, gold: "no").IsCorrect);
    }

    [Fact]
    public void From_Regions_PartsGivenAndRejected()
    {
        Region[] proposals = [new(new PixelBox(0, 0, 2, 2), 0.9), new(new PixelBox(1, 1, 3, 3), 0.2)];

        var step = RationaleStep.From(_record with { Value = new RegionsValue([proposals[0]]), Proposals = [.. proposals] }, _program);

        Assert.Equal([proposals[0]], step.Regions!.Value);
        Assert.Equal([proposals[1]], step.RejectedRegions);
        Assert.Null(step.Value);
    }
}
