using CsCheck;
using Sdvp.Core.Modules;
using Sdvp.Core.Teaching;
using Sdvp.Core.Teaching.Adapters;
using Sdvp.Core.Values;

namespace Sdvp.Core.Tests.Teaching.Adapters;

public sealed class QuestionStepAdapterTests
{
    private static readonly string[] _answers = ["yes", "no", "red", "blue", "2", "3", "giraffe"];
    private static readonly FakeTeacher _teacher = new(1, _ => AnswerDistribution.Certain("yes"), _answers);
    private static readonly ImageValue _image = new(Steps.Image());

    [Fact]
    public void ToTeacher_Crop_PassesThrough()
    {
        var crop = _image.Crop(new PixelBox(1, 1, 4, 4));

        var queries = Create().ToTeacher(Steps.Ask(crop, "is it red?"), Steps.Example());

        var query = Assert.Single(queries.Value!);
        Assert.Equal(new TeacherQuery([crop], "is it red?").ComputeContentId(), query.ComputeContentId());
    }

    [Fact]
    public void ToStudent_YesNoQuestion_KeepsYesAndNoOnly()
    {
        var label = Label("is it red?", ("red", 0.5), ("yes", 0.4), ("no", 0.1)).Value!;

        Assert.Equal(0.8, label.Answers!.ProbabilityOf("yes"), 12);
        Assert.Equal(0.2, label.Answers.ProbabilityOf("no"), 12);
        Assert.Equal(2, label.Answers.Answers.Length);
        Assert.Equal(1.0, label.Weight);
        Assert.EndsWith("@fake", label.Origin, StringComparison.Ordinal);
    }

    [Fact]
    public void ToStudent_CountQuestion_KeepsNumbersOnly()
    {
        var label = Label("how many are there?", ("red", 0.3), ("2", 0.6), ("3", 0.1)).Value!;

        Assert.Equal(["2", "3"], label.Answers!.Answers.Select(a => a.Key));
    }

    [Fact]
    public void ToStudent_ChoiceQuestion_KeepsAlternativesOnly() =>
        Assert.Equal("blue", Label("is it red or blue?", ("yes", 0.5), ("red", 0.1), ("blue", 0.4)).Value!.Answers!.Top);

    [Fact]
    public void ToStudent_OtherSpelling_IsTheStudentsAnswer()
    {
        var teacher = new FakeTeacher(1, _ => AnswerDistribution.Certain("True"), "True", "False", "two");
        var adapter = new QuestionStepAdapter(teacher, ["YES", "NO", "2"]);

        Assert.Equal("YES", adapter.ToStudent(Steps.Ask(_image, "is it?"), Steps.Example(), [new(FakeTeacher.Truth(0.9))]).Value!.Answers!.Top);
        Assert.Equal("2", adapter.ToStudent(Steps.Ask(_image, "how many?"), Steps.Example(), [new(AnswerDistribution.Certain("two"))]).Value!.Answers!.Top);
    }

    [Fact]
    public void ToStudent_LowConfidence_Abstains()
    {
        Assert.Equal(AbstentionCodes.LowConfidence, Label("what color?", ("red", 0.4), ("blue", 0.35), ("2", 0.25)).Abstention?.Code);
        Assert.Equal(AbstentionCodes.LowConfidence, Label("is it?", ("red", 0.96), ("yes", 0.04)).Abstention?.Code);
        Assert.Equal(AbstentionCodes.LowConfidence, Label("is it?", ("red", 1.0)).Abstention?.Code);
    }

    [Fact]
    public void ToStudent_AnswerOutsideStudentsSpace_Abstains() =>
        Assert.Equal(AbstentionCodes.UnknownAnswer, Label("what animal?", ("giraffe", 0.9), ("red", 0.1)).Abstention?.Code);

    [Fact]
    public void ToTeacher_StepsThatCannotBeRead_Abstain()
    {
        var adapter = Create();
        var step = Steps.Ask(_image, "is it?");

        Assert.Equal(AbstentionCodes.WrongModule, adapter.ToTeacher(step with { Module = "LOC" }, Steps.Example()).Abstention?.Code);
        Assert.Equal(AbstentionCodes.FailedStep, adapter.ToTeacher(step with { Error = "boom" }, Steps.Example()).Abstention?.Code);
        Assert.Equal(AbstentionCodes.BadArguments, adapter.ToTeacher(Steps.Of("VQA", ("image", _image)), Steps.Example()).Abstention?.Code);
    }

    [Fact]
    public void ToStudent_HardLabelsWeightedByConfidence_SaysSo()
    {
        var adapter = Create(new() { HardLabels = true, Weighting = LabelWeighting.Confidence });

        var label = adapter.ToStudent(
            Steps.Ask(_image, "what color?"), Steps.Example(), [new(FakeTeacher.Distribution(("red", 0.7), ("blue", 0.3)))]).Value!;

        Assert.Equal(1.0, label.Answers!.ProbabilityOf("red"));
        Assert.Equal(0.7, label.Weight, 12);
        Assert.NotEqual(Create().Name, adapter.Name);
    }

    [Fact]
    public void Create_DisjointAnswers_NamesExamplesAndCounts()
    {
        var error = Assert.Throws<ArgumentException>(() => new QuestionStepAdapter(new FakeTeacher(1, _ => null!, "rouge", "bleu"), ["red", "yes"]));

        Assert.Contains("2 answers", error.Message, StringComparison.Ordinal);
        Assert.Contains("'rouge'", error.Message, StringComparison.Ordinal);
        Assert.Contains("'red'", error.Message, StringComparison.Ordinal);
        Assert.Contains("share only 0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_TwoImages_IsRefused() =>
        Assert.Throws<ArgumentException>(() => new QuestionStepAdapter(new FakeTeacher(2, _ => null!, _answers), _answers));

    [Fact]
    public void Create_ConfidenceOutOfRange_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Create(new() { MinConfidence = double.NaN }));

    [Fact]
    public void ToStudent_MissingAnswer_IsRefused() =>
        Assert.Throws<ArgumentException>(() => Create().ToStudent(Steps.Ask(_image, "is it?"), Steps.Example(), []));

    [Fact]
    public void ToStudent_AnyDistribution_LabelSumsToOneWithinStudentsAnswers() =>
        Gen.Double[0.001, 1].Array[_answers.Length].Select(Gen.OneOfConst("is it?", "how many?", "what?", "is it red or blue?")).Sample((raw, question) =>
        {
            var sum = raw.Sum();
            var answers = _answers.Select((a, i) => (a, raw[i] / sum)).ToArray();
            var adapter = Create(new() { MinConfidence = 0, MinValidMass = 0 });
            var result = adapter.ToStudent(Steps.Ask(_image, question), Steps.Example(), [new(FakeTeacher.Distribution(answers))]);
            if (result.HasValue)
            {
                Assert.Equal(1.0, result.Value.Answers!.Answers.Sum(a => a.Value), 9);
                Assert.DoesNotContain("giraffe", result.Value.Answers.Answers.Select(a => a.Key));
            }
            else
            {
                Assert.Equal(AbstentionCodes.UnknownAnswer, result.Abstention.Code);
            }
        });

    private static QuestionStepAdapter Create(QuestionStepAdapterOptions? options = null) =>
        new(_teacher, _answers.Where(a => a != "giraffe"), options);

    private static Adaptation<StepLabel> Label(string question, params (string, double)[] answers) =>
        Create().ToStudent(Steps.Ask(_image, question), Steps.Example(), [new(FakeTeacher.Distribution(answers))]);
}
