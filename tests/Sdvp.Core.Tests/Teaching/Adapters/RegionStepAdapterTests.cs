using Sdvp.Core.Modules;
using Sdvp.Core.Teaching;
using Sdvp.Core.Teaching.Adapters;
using Sdvp.Core.Values;

namespace Sdvp.Core.Tests.Teaching.Adapters;

public sealed class RegionStepAdapterTests
{
    private static readonly FakeTeacher _teacher = new(1, _ => AnswerDistribution.Certain("yes"), "yes", "no", "red");
    private static readonly ImageValue _image = new(Steps.Image(width: 100, height: 80));
    private static readonly Region _first = new(new PixelBox(10, 10, 30, 20), 0.9);
    private static readonly Region _second = new(new PixelBox(90, 70, 100, 80), 0.4);

    [Fact]
    public void ToTeacher_Proposals_AsksAboutExpandedCrops()
    {
        var adapter = new RegionStepAdapter(_teacher, new() { Expansion = 1.5 });

        var queries = adapter.ToTeacher(Steps.Locate(_image, "apple", _first, _second), Steps.Example()).Value!;

        Assert.Equal(2, queries.Count);
        Assert.Equal("is there a apple?", queries[0].Text);
        Assert.Equal(new PixelBox(5, 7, 35, 23), queries[0].Images[0].Box);
        Assert.Equal(new PixelBox(87, 67, 100, 80), queries[1].Images[0].Box);
    }

    [Fact]
    public void ToTeacher_ArticlePlaceholder_GivesAn()
    {
        var adapter = new RegionStepAdapter(_teacher, new() { Question = "Is this {a object}?", TopProposals = 1 });

        Assert.Equal("Is this an apple?", Assert.Single(adapter.ToTeacher(Steps.Locate(_image, "apple", _first, _second), Steps.Example()).Value!).Text);
    }

    [Fact]
    public void ToTeacher_CropOfImage_CutsInsideTheCrop()
    {
        var crop = _image.Crop(new PixelBox(50, 40, 100, 80));
        var adapter = new RegionStepAdapter(_teacher, new() { Expansion = 1 });

        var query = Assert.Single(adapter.ToTeacher(Steps.Locate(crop, "dog", new Region(new PixelBox(0, 0, 10, 10))), Steps.Example()).Value!);

        Assert.Equal(new PixelBox(50, 40, 60, 50), query.Images[0].Box);
    }

    [Fact]
    public void ToStudent_Answers_JudgesProposals()
    {
        var adapter = new RegionStepAdapter(_teacher, new() { Weighting = LabelWeighting.Confidence });

        var label = adapter.ToStudent(
            Steps.Locate(_image, "dog", _first, _second),
            Steps.Example(),
            [new(FakeTeacher.Distribution(("yes", 0.6), ("no", 0.2), ("red", 0.2))), new(FakeTeacher.Distribution(("no", 0.9), ("yes", 0.1)))]).Value!;

        Assert.Equal(new RegionLabel(_first.Box, 0.75, 0.75), label.Regions[0] with { Probability = Math.Round(label.Regions[0].Probability, 9), Weight = Math.Round(label.Regions[0].Weight, 9) });
        Assert.Equal(0.1, label.Regions[1].Probability, 9);
        Assert.Equal(0.9, label.Regions[1].Weight, 9);
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 2)]
    public void ToStudent_UnsureRegion_IsLeftOutOrWeighsNothing(bool keep, int expected)
    {
        var adapter = new RegionStepAdapter(_teacher, new() { KeepUnsureRegions = keep });

        var label = adapter.ToStudent(
            Steps.Locate(_image, "dog", _first, _second), Steps.Example(), [Yes(0.5), Yes(0.99)]).Value!;

        Assert.Equal(expected, label.Regions.Length);
        Assert.Equal(1, label.Regions.Count(r => r.Weight > 0));
    }

    [Fact]
    public void ToStudent_NothingSure_Abstains() =>
        Assert.Equal(
            AbstentionCodes.LowConfidence,
            new RegionStepAdapter(_teacher).ToStudent(Steps.Locate(_image, "dog", _first), Steps.Example(), [Yes(0.5)]).Abstention?.Code);

    [Fact]
    public void ToTeacher_NothingToJudge_Abstains()
    {
        var adapter = new RegionStepAdapter(_teacher);

        Assert.Equal(AbstentionCodes.NoProposals, adapter.ToTeacher(Steps.Locate(_image, "dog"), Steps.Example()).Abstention?.Code);
        Assert.Equal(AbstentionCodes.NoProposals, adapter.ToTeacher(Steps.Locate(_image, "dog", new Region(new PixelBox(200, 0, 210, 5))), Steps.Example()).Abstention?.Code);
        Assert.Equal(AbstentionCodes.SpecialObject, adapter.ToTeacher(Steps.Locate(_image, "LEFT", _first), Steps.Example()).Abstention?.Code);
        Assert.Equal(AbstentionCodes.WrongModule, adapter.ToTeacher(Steps.Ask(_image, "is it?"), Steps.Example()).Abstention?.Code);
    }

    [Fact]
    public void Create_UnfitTeacherOrQuestion_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => new RegionStepAdapter(new FakeTeacher(1, _ => null!, "red", "blue")));
        Assert.Throws<ArgumentException>(() => new RegionStepAdapter(new FakeTeacher(2, _ => null!, "yes", "no")));
        Assert.Throws<ArgumentException>(() => new RegionStepAdapter(_teacher, new() { Question = "is it there?" }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RegionStepAdapter(_teacher, new() { Expansion = 0.5 }));
    }

    private static TeacherAnswer Yes(double probability) => new(FakeTeacher.Distribution(("yes", probability), ("no", 1 - probability)));
}
