using CsCheck;
using Sdvp.Core.Teaching;
using Sdvp.Core.Values;

namespace Sdvp.Core.Tests.Teaching;

public sealed class AnswerNormalizerTests
{
    private static readonly AnswerNormalizer _singular = new(new AnswerNormalizerOptions { Singular = true });

    [Theory]
    [InlineData("  The  Red Ball. ", "red ball")]
    [InlineData("Yes!", "yes")]
    [InlineData("TRUE", "yes")]
    [InlineData("false", "no")]
    [InlineData("Two", "2")]
    [InlineData("twenty-one", "21")]
    [InlineData("ninety nine dogs", "99 dogs")]
    [InlineData("1,000", "1000")]
    [InlineData("2.5", "2.5")]
    [InlineData("-3", "-3")]
    [InlineData("5-3", "5 3")]
    [InlineData("don't", "dont")]
    [InlineData("t-shirt", "t shirt")]
    [InlineData("a", "a")]
    [InlineData("the true story", "true story")]
    [InlineData("?!", "")]
    [InlineData("Größe", "größe")]
    public void Normalize_Default_GivesNormalForm(string answer, string expected) =>
        Assert.Equal(expected, AnswerNormalizer.Default.Normalize(answer));

    [Theory]
    [InlineData("dogs", "dog")]
    [InlineData("glasses", "glass")]
    [InlineData("buses", "bus")]
    [InlineData("houses", "house")]
    [InlineData("berries", "berry")]
    [InlineData("people", "person")]
    [InlineData("bus", "bus")]
    [InlineData("grass", "grass")]
    [InlineData("yes", "yes")]
    [InlineData("boxes", "box")]
    [InlineData("two women", "2 woman")]
    public void Normalize_Singular_GivesSingular(string answer, string expected) => Assert.Equal(expected, _singular.Normalize(answer));

    [Fact]
    public void Normalize_EveryOptionOff_KeepsWords()
    {
        var normalizer = new AnswerNormalizer(new AnswerNormalizerOptions { RemoveArticles = false, NumberWordsToDigits = false, BooleanSynonyms = false });

        Assert.Equal("the two", normalizer.Normalize("The two"));
        Assert.Equal("true", normalizer.Normalize("True"));
    }

    [Fact]
    public void Normalize_Twice_IsNormalizeOnce()
    {
        var word = Gen.OneOfConst(
            "the", "a", "an", "Twenty", "one", "ones", "mens", "Peoples", "thes", "true", "trues", "FALSE", "buses", "ties", "glasses", "-3", "1,000", "2.5", ".", "-", ",",
            "'", "movies", "xes", "ass", "tens", "İ", "ß", "é", "99");
        var text = Gen.OneOf(Gen.String, word.Array[0, 6].Select(words => string.Join(' ', words)), word.Array[0, 4].Select(string.Concat));

        text.Sample(answer =>
        {
            foreach (var normalizer in new[] { AnswerNormalizer.Default, _singular })
            {
                var once = normalizer.Normalize(answer);
                Assert.Equal(once, normalizer.Normalize(once));
            }
        });
    }

    [Fact]
    public void Normalize_AnyNumberBelowHundred_WordsAndDigitsAgree() =>
        Gen.Int[0, 99].Sample(number =>
            Assert.Equal(AnswerNormalizer.Default.Normalize($"{number}"), AnswerNormalizer.Default.Normalize(EnglishNumbers.ToWords(number))));

    [Fact]
    public void AreEqual_EmptyNormalForms_AreNotEqual()
    {
        Assert.False(AnswerNormalizer.Default.AreEqual("?", "!"));
        Assert.True(AnswerNormalizer.Default.AreEqual("True", "yes."));
    }

    [Fact]
    public void ToText_EachKind_GivesAnswer()
    {
        Assert.Equal("yes", AnswerNormalizer.ToText(new BooleanValue(true)));
        Assert.Equal("no", AnswerNormalizer.ToText(new BooleanValue(false)));
        Assert.Equal("-4", AnswerNormalizer.ToText(new IntegerValue(-4)));
        Assert.Equal("3", AnswerNormalizer.ToText(new NumberValue(3.0)));
        Assert.Equal("0.5", AnswerNormalizer.ToText(new NumberValue(0.5)));
        Assert.Equal("NaN", AnswerNormalizer.ToText(new NumberValue(double.NaN)));
        Assert.Equal("Red", AnswerNormalizer.ToText(new TextValue("Red")));
        Assert.Equal("yes, 2", AnswerNormalizer.ToText(new ListValue([new BooleanValue(true), new IntegerValue(2)])));
        Assert.Equal("none", AnswerNormalizer.ToText(ProgramValue.None));
    }
}
