using Sdvp.Core.Modules;
using Sdvp.Core.Teaching;
using Sdvp.Core.Teaching.Adapters;
using Sdvp.Core.Values;

namespace Sdvp.Core.Tests.Teaching.Adapters;

public sealed class TeacherModuleTests
{
    private static readonly ModuleSignature _vqa = ModuleSignature.Create(
        "VQA", ProgramType.Text, new ModuleParameter("image", ProgramType.Image), new ModuleParameter("question", ProgramType.Text));

    private static readonly ModuleSignature _loc = ModuleSignature.Create(
        "LOC", ProgramType.Regions, new ModuleParameter("image", ProgramType.Image), new ModuleParameter("object", ProgramType.Text));

    private static readonly ImageValue _left = new(Steps.Image(10, 100, 80));
    private static readonly ImageValue _right = new(Steps.Image(20, 100, 80));

    [Fact]
    public async Task InvokeAsync_Questions_AnswersEachInOrder()
    {
        var teacher = new FakeTeacher(
            1,
            q => q.Text.StartsWith("what", StringComparison.Ordinal) ? FakeTeacher.Distribution(("red", 0.3), ("blue", 0.3), ("yes", 0.4)) : FakeTeacher.Distribution(("yes", 0.9), ("no", 0.1)),
            "yes", "no", "red", "blue");
        var module = new TeacherModule(_vqa, teacher, new QuestionStepAdapter(teacher, ["yes", "no", "red"]));

        var results = await module.InvokeAsync(
            [Steps.Ask(_left, "is it?").ToCall(), Steps.Of("VQA").ToCall(), Steps.Ask(_left, "what?").ToCall()], TestContext.Current.CancellationToken);

        Assert.Equal(new TextValue("yes"), results[0].Value);
        Assert.Equal(0.9, results[0].Distribution!.Confidence, 9);
        Assert.Equal(new TextValue("unknown"), results[1].Value);
        Assert.Null(results[1].Distribution);
        Assert.Equal(new TextValue("yes"), results[2].Value);
    }

    [Fact]
    public async Task InvokeAsync_Statements_FindsThePartner()
    {
        var teacher = new FakeTeacher(2, q => FakeTeacher.Truth(ReferenceEquals(q.Images[0].Root, _left.Root) && ReferenceEquals(q.Images[1].Root, _right.Root) ? 1 : 0), "true", "false");
        var index = new ExampleInputIndex([Steps.Example(("LEFT", _left), ("RIGHT", _right))]);
        var module = new TeacherModule(_vqa, teacher, new StatementStepAdapter(teacher, ["yes", "no"]), new() { InputsOf = index.InputsOf });

        var results = await module.InvokeAsync(
            [Steps.Ask(_right, "is there a dog?").ToCall(), Steps.Ask(new ImageValue(Steps.Image(77)), "is there a dog?").ToCall()], TestContext.Current.CancellationToken);

        Assert.Equal(new TextValue("yes"), results[0].Value);
        Assert.Equal(new TextValue("unknown"), results[1].Value);
    }

    [Fact]
    public async Task InvokeAsync_Locating_JudgesProposalsAndGivesSpecialObjectsBack()
    {
        var teacher = new FakeTeacher(1, q => FakeTeacher.Distribution(("yes", q.Images[0].Box.Left > 40 ? 0.55 : 0.1), ("no", q.Images[0].Box.Left > 40 ? 0.45 : 0.9)), "yes", "no");
        var module = new TeacherModule(_loc, teacher, new RegionStepAdapter(teacher), new() { Proposer = new Proposer() });

        var results = await module.InvokeAsync(
            [Steps.Locate(_left, "dog").ToCall(), Steps.Locate(_left, "TOP").ToCall()], TestContext.Current.CancellationToken);

        var found = Assert.Single(Assert.IsType<RegionsValue>(results[0].Value).Regions);
        Assert.Equal(new PixelBox(50, 0, 60, 10), found.Box);
        Assert.Equal(2, results[0].Proposals.Length);
        Assert.Equal(new PixelBox(0, 0, 10, 10), Assert.IsType<RegionsValue>(results[1].Value).Regions[0].Box);
    }

    [Fact]
    public async Task InvokeAsync_NoProposer_FindsNothing()
    {
        var teacher = new FakeTeacher(1, _ => AnswerDistribution.Certain("yes"), "yes", "no");
        var module = new TeacherModule(_loc, teacher, new RegionStepAdapter(teacher));

        var results = await module.InvokeAsync([Steps.Locate(_left, "dog").ToCall()], TestContext.Current.CancellationToken);

        Assert.Empty(Assert.IsType<RegionsValue>(results[0].Value).Regions);
    }

    [Fact]
    public async Task InvokeAsync_ResolverFails_FailsItsCallOnly()
    {
        var teacher = new FakeTeacher(1, _ => AnswerDistribution.Certain("yes"), "yes", "no");
        var module = new TeacherModule(_vqa, teacher, new QuestionStepAdapter(teacher, ["yes", "no"]), new()
        {
            InputsOf = call => call.Get<TextValue>("question").Text == "bad?" ? throw new InvalidOperationException("boom") : new ExampleInputIndex([]).InputsOf(call),
        });

        var results = await module.InvokeAsync([Steps.Ask(_left, "bad?").ToCall(), Steps.Ask(_left, "is it?").ToCall()], TestContext.Current.CancellationToken);

        Assert.IsType<InvalidOperationException>(results[0].Error);
        Assert.Equal(new TextValue("yes"), results[1].Value);
    }

    [Fact]
    public async Task InvokeAsync_Cancelled_IsCancelled()
    {
        var teacher = new FakeTeacher(1, _ => AnswerDistribution.Certain("yes"), "yes", "no");
        var module = new TeacherModule(_vqa, teacher, new QuestionStepAdapter(teacher, ["yes", "no"]));

        await Assert.ThrowsAsync<OperationCanceledException>(async () => await module.InvokeAsync([Steps.Ask(_left, "is it?").ToCall()], new CancellationToken(true)));
    }

    [Fact]
    public void Create_OtherModuleOrResult_IsRefused()
    {
        var teacher = new FakeTeacher(1, _ => AnswerDistribution.Certain("yes"), "yes", "no");

        Assert.Throws<ArgumentException>(() => new TeacherModule(_vqa, teacher, new RegionStepAdapter(teacher)));
        Assert.Throws<ArgumentException>(() => new TeacherModule(_vqa with { Result = ProgramType.Image }, teacher, new QuestionStepAdapter(teacher, ["yes", "no"])));
    }

    private sealed class Proposer() : SingleCallModule(_loc, new ModuleVersion("p"))
    {
        protected override ModuleResult Invoke(ModuleCall call)
        {
            Region[] regions = [new(new PixelBox(0, 0, 10, 10), 0.9), new(new PixelBox(50, 0, 60, 10), 0.8)];
            return ModuleResult.FromValue(new RegionsValue([.. regions])) with { Proposals = [.. regions] };
        }
    }
}
