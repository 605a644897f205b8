using System.Collections.Immutable;
using CsCheck;
using Sdvp.Core.Modules;
using Sdvp.Core.Teaching;
using Sdvp.Core.Teaching.Adapters;
using Sdvp.Core.Values;

namespace Sdvp.Core.Tests.Teaching.Adapters;

public sealed class StatementStepAdapterTests
{
    private static readonly FakeTeacher _teacher = new(2, _ => FakeTeacher.Truth(0.5), "true", "false");
    private static readonly string[] _answers = ["yes", "no", "red", "blue", "0", "1", "2", "3"];
    private static readonly ImageValue _left = new(Steps.Image(10));
    private static readonly ImageValue _right = new(Steps.Image(20));
    private static readonly TaskExample _example = Steps.Example(("LEFT", _left), ("RIGHT", _right));

    private static readonly StatementStepAdapterOptions _options = new()
    {
        MaxCount = 2,
        Candidates = ImmutableDictionary<string, ImmutableArray<string>>.Empty.Add("color", ["red", "blue", "mauve"]),
    };

    [Theory]
    [InlineData("Is there a dog?", "there is a dog")]
    [InlineData("Are there two dogs?", "there are two dogs")]
    [InlineData("Does the image show a dog?", "there is a dog")]
    [InlineData("Is the big dog black?", "the big dog is black")]
    public void ToTeacher_YesNoQuestion_BecomesOneStatement(string question, string statement)
    {
        var query = Assert.Single(Create().ToTeacher(Steps.Ask(_left, question), _example).Value!);

        Assert.Equal($"in the left image {statement}", query.Text);
        Assert.Same(_left, query.Images[0]);
        Assert.Same(_right, query.Images[1]);
    }

    [Fact]
    public void ToTeacher_RightImage_StandsOnTheRight()
    {
        var query = Assert.Single(Create().ToTeacher(Steps.Ask(_right, "is there a dog?"), _example).Value!);

        Assert.Equal("in the right image there is a dog", query.Text);
        Assert.Same(_left, query.Images[0]);
        Assert.Same(_right, query.Images[1]);
    }

    [Fact]
    public void ToTeacher_SamePixelsOnBothSides_GoesByReference()
    {
        var twin = new ImageValue(Steps.Image(10));
        var example = Steps.Example(("LEFT", _left), ("RIGHT", twin));

        Assert.StartsWith("in the right", Create().ToTeacher(Steps.Ask(twin, "is there a dog?"), example).Value![0].Text, StringComparison.Ordinal);
        Assert.StartsWith("in the left", Create().ToTeacher(Steps.Ask(_left, "is there a dog?"), example).Value![0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void ToTeacher_HowMany_EnumeratesNumbersGrammatically() =>
        Assert.Equal(
            ["in the left image there are 0 red boxes", "in the left image there is 1 red box", "in the left image there are 2 red boxes"],
            Texts(_options, "How many red boxes are there?"));

    [Fact]
    public void ToTeacher_NumbersAsWordsWithoutSingular_FollowsOptions() =>
        Assert.Equal("in the left image there are one boxes", Texts(_options with { NumbersAsWords = true, SingularForOne = false }, "how many boxes are in the image?")[1]);

    [Fact]
    public void ToTeacher_WhatColor_EnumeratesCandidatesOfTheStudent() =>
        Assert.Equal(["in the left image the box is red", "in the left image the box is blue"], Texts(_options, "What color is the box?"));

    [Fact]
    public void ToStudent_Truth_BecomesYesAndNo()
    {
        var label = Create().ToStudent(Steps.Ask(_left, "is there a dog?"), _example, [new(FakeTeacher.Truth(0.2))]).Value!;

        Assert.Equal("no", label.Answers!.Top);
        Assert.Equal(0.8, label.Answers.Confidence, 12);
    }

    [Fact]
    public void ToStudent_Candidates_AreWeighedByOdds()
    {
        TeacherAnswer[] answers = [new(FakeTeacher.Truth(0.2)), new(FakeTeacher.Truth(0.8)), new(FakeTeacher.Truth(0.5))];

        var odds = Create().ToStudent(Steps.Ask(_left, "how many dogs are there?"), _example, [.. answers]).Value!.Answers!;
        var plain = Create(_options with { UseOdds = false }).ToStudent(Steps.Ask(_left, "how many dogs are there?"), _example, [.. answers]).Value!.Answers!;

        Assert.Equal(4 / 5.25, odds.ProbabilityOf("1"), 9);
        Assert.Equal(0.8 / 1.5, plain.ProbabilityOf("1"), 9);
    }

    [Fact]
    public void ToTeacher_UnfitSteps_Abstain()
    {
        var crop = _left.Crop(new PixelBox(0, 0, 2, 2));
        var stranger = new ImageValue(Steps.Image(99));

        Assert.Equal(AbstentionCodes.NotAStatement, Create().ToTeacher(Steps.Ask(_left, "why?"), _example).Abstention?.Code);
        Assert.Equal(AbstentionCodes.Crop, Create().ToTeacher(Steps.Ask(crop, "is there a dog?"), _example).Abstention?.Code);
        Assert.Equal(AbstentionCodes.UnknownImage, Create().ToTeacher(Steps.Ask(stranger, "is there a dog?"), _example).Abstention?.Code);
        Assert.Equal(AbstentionCodes.NotAStatement, Create().ToTeacher(Steps.Ask(_left, "what shape is it?"), _example).Abstention?.Code);
        Assert.Equal(AbstentionCodes.LowConfidence, Create(_options with { MinConfidence = 0.9 }).ToStudent(
            Steps.Ask(_left, "is there a dog?"), _example, [new(FakeTeacher.Truth(0.6))]).Abstention?.Code);
    }

    [Fact]
    public void ToTeacher_CropAllowed_FindsItsSide()
    {
        var crop = _right.Crop(new PixelBox(0, 0, 2, 2));

        var query = Assert.Single(Create(_options with { AbstainOnCrops = false }).ToTeacher(Steps.Ask(crop, "is there a dog?"), _example).Value!);

        Assert.StartsWith("in the right", query.Text, StringComparison.Ordinal);
        Assert.Same(crop, query.Images[1]);
    }

    [Fact]
    public void ToTeacher_SameAndBlank_NeedNoPartner()
    {
        var stranger = new ImageValue(Steps.Image(99));

        var same = Create(_options with { PairWith = PairWith.Same }).ToTeacher(Steps.Ask(stranger, "is there a dog?"), _example).Value![0];
        var blank = Create(_options with { PairWith = PairWith.Blank }).ToTeacher(Steps.Ask(stranger, "is there a dog?"), _example).Value![0];

        Assert.Same(stranger, same.Images[1]);
        Assert.Equal(127, blank.Images[1].Pixels.Pixels[0]);
        Assert.Equal(stranger.Width, blank.Images[1].Width);
    }

    [Fact]
    public void Create_UnfitTeacherStudentOrRule_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => new StatementStepAdapter(new FakeTeacher(1, _ => null!, "true", "false"), _answers));
        Assert.Throws<ArgumentException>(() => new StatementStepAdapter(new FakeTeacher(2, _ => null!, "a", "b"), _answers));
        Assert.Throws<ArgumentException>(() => new StatementStepAdapter(_teacher, ["cat", "dog"]));
        Assert.Throws<ArgumentException>(() => Create(_options with { Rules = [new(StatementRuleKind.YesNo, "(", "x")] }));
        Assert.Throws<ArgumentException>(() => Create(_options with { Rules = [new(StatementRuleKind.YesNo, @"(?=look)ahead", "x")] }));
        Assert.Throws<ArgumentException>(() => Create(_options with { Rules = [new(StatementRuleKind.Choice, "what", "x")] }));
    }

    [Fact]
    public void Name_OtherRules_Differs() =>
        Assert.NotEqual(Create().Name, Create(_options with { Rules = [new(StatementRuleKind.YesNo, "is it", "it is")] }).Name);

    [Fact]
    public void ToStudent_AnyTruths_SumToOneAndKeepTheOrder()
    {
        var adapter = Create(_options with { MinConfidence = 0 });
        Gen.Double[0, 1].Array[3].Sample(truths =>
        {
            var label = adapter.ToStudent(
                Steps.Ask(_left, "how many dogs are there?"), _example, [.. truths.Select(t => new TeacherAnswer(FakeTeacher.Truth(t)))]).Value!;

            Assert.Equal(1.0, label.Answers!.Answers.Sum(a => a.Value), 9);
            var best = Array.IndexOf(truths, truths.Max());
            Assert.Equal(label.Answers.Confidence, label.Answers.ProbabilityOf($"{best}"), 9);
        });
    }

    private static StatementStepAdapter Create(StatementStepAdapterOptions? options = null) => new(_teacher, _answers, options ?? _options);

    private static string[] Texts(StatementStepAdapterOptions options, string question) =>
        [.. Create(options).ToTeacher(Steps.Ask(_left, question), _example).Value!.Select(q => q.Text)];
}
