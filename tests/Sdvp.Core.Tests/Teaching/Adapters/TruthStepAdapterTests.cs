using Sdvp.Core.Recording;
using Sdvp.Core.Teaching;
using Sdvp.Core.Teaching.Adapters;
using Sdvp.Core.Values;

namespace Sdvp.Core.Tests.Teaching.Adapters;

public sealed class TruthStepAdapterTests
{
    private static readonly FakeTeacher _single = new(1, _ => FakeTeacher.Distribution(("yes", 0.9), ("no", 0.1)), "yes", "no", "red");
    private static readonly FakeTeacher _pair = new(2, _ => FakeTeacher.Truth(0.9), "true", "false");
    private static readonly ImageValue _left = new(Steps.Image(10));
    private static readonly ImageValue _right = new(Steps.Image(20));
    private static readonly TaskExample _example = Steps.Example(("LEFT", _left), ("RIGHT", _right));

    [Fact]
    public void ToTeacher_Exists_AsksOrStates()
    {
        var step = Exists(_right, "orange cat");

        var question = Assert.Single(new TruthStepAdapter(_single, ["yes", "no"], TruthStepAdapterOptions.ForExists()).ToTeacher(step, _example).Value!);
        var statement = Assert.Single(new TruthStepAdapter(_pair, ["true", "false"], TruthStepAdapterOptions.ForExists()).ToTeacher(step, _example).Value!);

        Assert.Equal(("is there an orange cat?", 1), (question.Text, question.Images.Length));
        Assert.Equal("in the right image there is an orange cat", statement.Text);
        Assert.Same(_left, statement.Images[0]);
    }

    [Fact]
    public void ToTeacher_VerifyProperty_NamesObjectAndAttribute()
    {
        var step = Steps.Of("VERIFY_PROPERTY", ("image", _left), ("object", new TextValue("lamp")), ("attribute", new TextValue("red")));

        Assert.Equal("is the lamp red?", new TruthStepAdapter(_single, ["yes", "no"], TruthStepAdapterOptions.ForVerifyProperty()).ToTeacher(step, _example).Value![0].Text);
        Assert.Equal(
            "in the left image the lamp is red", new TruthStepAdapter(_pair, ["yes", "no"], TruthStepAdapterOptions.ForVerifyProperty()).ToTeacher(step, _example).Value![0].Text);
    }

    [Fact]
    public void ToStudent_Answer_IsInTheStudentsWords()
    {
        var label = new TruthStepAdapter(_single, ["True", "False"], TruthStepAdapterOptions.ForExists())
            .ToStudent(Exists(_left, "cat"), _example, [new TeacherAnswer(FakeTeacher.Distribution(("no", 0.6), ("yes", 0.2), ("red", 0.2)))]).Value!;

        Assert.Equal(("False", 0.75), (label.Answers!.Top, label.Answers.Confidence));
    }

    [Fact]
    public void Adapter_WhereItCannotLabel_SaysWhy()
    {
        var adapter = new TruthStepAdapter(_pair, ["yes", "no"], TruthStepAdapterOptions.ForExists());
        TeacherAnswer unsure = new(FakeTeacher.Truth(0.55));

        Assert.Equal(AbstentionCodes.WrongModule, adapter.ToTeacher(Steps.Ask(_left, "is there a cat?"), _example).Abstention!.Code);
        Assert.Equal(AbstentionCodes.FailedStep, adapter.ToTeacher(Exists(_left, "cat") with { Error = "no" }, _example).Abstention!.Code);
        Assert.Equal(AbstentionCodes.BadArguments, adapter.ToTeacher(Steps.Of("EXISTS", ("image", _left)), _example).Abstention!.Code);
        Assert.Equal(AbstentionCodes.Crop, adapter.ToTeacher(Exists(_left.Crop(new PixelBox(0, 0, 2, 2)), "cat"), _example).Abstention!.Code);
        Assert.Equal(AbstentionCodes.UnknownImage, adapter.ToTeacher(Exists(new ImageValue(Steps.Image(99)), "cat"), _example).Abstention!.Code);
        Assert.Equal(AbstentionCodes.LowConfidence, adapter.ToStudent(Exists(_left, "cat"), _example, [unsure]).Abstention!.Code);
        Assert.Equal(0.55, adapter.Guess(Exists(_left, "cat"), _example, [unsure])!.Answers!.Confidence, 1e-12);
    }

    [Fact]
    public void Constructor_AnswerSpacesThatDoNotFit_AreRefused()
    {
        var options = TruthStepAdapterOptions.ForExists();

        Assert.Throws<ArgumentException>(() => new TruthStepAdapter(new FakeTeacher(1, _ => FakeTeacher.Truth(1), "red", "blue"), ["yes", "no"], options));
        Assert.Throws<ArgumentException>(() => new TruthStepAdapter(new FakeTeacher(3, _ => FakeTeacher.Truth(1), "yes", "no"), ["yes", "no"], options));
        Assert.Throws<ArgumentException>(() => new TruthStepAdapter(_single, ["red", "yes"], options));
        Assert.Throws<ArgumentException>(() => new TruthStepAdapter(_single, ["yes", "no"], options with { Templates = new ClaimTemplates("is it there?", "it is there") }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TruthStepAdapter(_single, ["yes", "no"], options with { MinConfidence = 2 }));
    }

    private static StepRecord Exists(ImageValue image, string text) => Steps.Of("EXISTS", ("image", image), ("object", new TextValue(text)));
}
