using CsCheck;
using Sdvp.Core.Teaching;

namespace Sdvp.Core.Tests.Teaching;

public sealed class EnglishNounsTests
{
    [Theory]
    [InlineData("dog", "dogs")]
    [InlineData("red box", "red boxes")]
    [InlineData("berry", "berries")]
    [InlineData("boy", "boys")]
    [InlineData("man", "men")]
    [InlineData("glass", "glasses")]
    public void Pluralize_Noun_GivesPluralThatGoesBack(string singular, string plural)
    {
        Assert.Equal(plural, EnglishNouns.Pluralize(singular));
        Assert.Equal(singular, EnglishNouns.SingularizePhrase(plural));
    }

    [Fact]
    public void Singularize_Twice_IsSingularizeOnce() =>
        Gen.String[Gen.OneOfConst('a', 'e', 'i', 's', 'h', 'c', 'x', 'u', 'm', 'n', 'o'), 0, 8].Sample(noun =>
            Assert.Equal(EnglishNouns.Singularize(noun), EnglishNouns.Singularize(EnglishNouns.Singularize(noun))));
}
