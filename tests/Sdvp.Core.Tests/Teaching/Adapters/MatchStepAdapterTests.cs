using Sdvp.Core.Recording;
using Sdvp.Core.Teaching;
using Sdvp.Core.Teaching.Adapters;
using Sdvp.Core.Values;

namespace Sdvp.Core.Tests.Teaching.Adapters;

public sealed class MatchStepAdapterTests
{
    private static readonly FakeTeacher _single = new(1, _ => FakeTeacher.Truth(0.5), "true", "false");
    private static readonly FakeTeacher _pair = new(2, _ => FakeTeacher.Truth(0.5), "true", "false");
    private static readonly ImageValue _left = new(Steps.Image(10));
    private static readonly TaskExample _example = Steps.Example(("LEFT", _left), ("RIGHT", new ImageValue(Steps.Image(20))));

    [Fact]
    public void ToTeacher_Texts_AreAskedOneByOne()
    {
        Assert.Equal(["is this a cat?", "is this an owl?"], new MatchStepAdapter(_single).ToTeacher(Match("cat", "owl"), _example).Value!.Select(q => q.Text));
        Assert.Equal(
            ["in the left image there is a cat", "in the left image there is an owl"], new MatchStepAdapter(_pair).ToTeacher(Match("cat", "owl"), _example).Value!.Select(q => q.Text));
    }

    [Fact]
    public void ToStudent_Truths_BecomeADistributionOverTheTexts()
    {
        TeacherAnswer[] answers = [new(FakeTeacher.Truth(0.8)), new(FakeTeacher.Truth(0.5))];

        var odds = new MatchStepAdapter(_single).ToStudent(Match("cat", "owl"), _example, [.. answers]).Value!.Answers!;
        var shares = new MatchStepAdapter(_single, new MatchStepAdapterOptions { UseOdds = false }).ToStudent(Match("cat", "owl"), _example, [.. answers]).Value!.Answers!;

        Assert.Equal(("cat", 0.8), (odds.Top, Math.Round(odds.Confidence, 12)));
        Assert.Equal(0.8 / 1.3, shares.ProbabilityOf("cat"), 1e-12);
    }

    [Fact]
    public void Adapter_WhereItCannotLabel_SaysWhy()
    {
        var adapter = new MatchStepAdapter(_single, new MatchStepAdapterOptions { MaxTexts = 3, MinConfidence = 0.7 });

        Assert.Equal(AbstentionCodes.BadArguments, adapter.ToTeacher(Match("cat"), _example).Abstention!.Code);
        Assert.Equal(AbstentionCodes.BadArguments, adapter.ToTeacher(Match("cat", "cat"), _example).Abstention!.Code);
        Assert.Equal(AbstentionCodes.TooManyTexts, adapter.ToTeacher(Match("a", "b", "c", "d"), _example).Abstention!.Code);
        Assert.Equal(AbstentionCodes.WrongModule, adapter.ToTeacher(Steps.Ask(_left, "is there a cat?"), _example).Abstention!.Code);
        Assert.Equal(
            AbstentionCodes.LowConfidence,
            adapter.ToStudent(Match("cat", "owl"), _example, [new(FakeTeacher.Truth(0.5)), new(FakeTeacher.Truth(0.5))]).Abstention!.Code);
    }

    [Fact]
    public void Constructor_TeacherThatCannotJudge_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => new MatchStepAdapter(new FakeTeacher(1, _ => FakeTeacher.Truth(1), "red")));
        Assert.Throws<ArgumentException>(() => new MatchStepAdapter(_single, new MatchStepAdapterOptions { Templates = new ClaimTemplates("is it so?", "it is so") }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MatchStepAdapter(_single, new MatchStepAdapterOptions { MaxTexts = 1 }));
    }

    [Fact]
    public void RegionAdapter_TeacherOfPairs_StatesAboutEachRegion()
    {
        var step = Steps.Of("DETECT", ("image", _left), ("object", new TextValue("cat"))) with { Proposals = [new Region(new PixelBox(0, 0, 4, 4)), new Region(new PixelBox(4, 2, 8, 6))] };
        var options = new RegionStepAdapterOptions { Module = "DETECT", Pairs = new StatementStepAdapterOptions { PairWith = PairWith.Blank } };
        var adapter = new RegionStepAdapter(_pair, options);

        var queries = adapter.ToTeacher(step, _example).Value!;
        var label = adapter.ToStudent(step, _example, [new(FakeTeacher.Truth(0.9)), new(FakeTeacher.Truth(0.2))]).Value!;

        Assert.Equal(2, queries.Count);
        Assert.All(queries, q => Assert.Equal((2, "in the left image there is a cat"), (q.Images.Length, q.Text)));
        Assert.Equal([0.9, 0.2], label.Regions.Select(r => Math.Round(r.Probability, 12)));
        Assert.Throws<ArgumentException>(() => new RegionStepAdapter(_pair));
        Assert.Throws<ArgumentException>(() => new RegionStepAdapter(_single, options));
    }

    private static StepRecord Match(params string[] texts) =>
        Steps.Of("MATCH", ("image", _left), ("texts", new ListValue([.. texts.Select(t => new TextValue(t))])));
}
