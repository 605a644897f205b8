using Sdvp.Core.Teaching.Adapters;

namespace Sdvp.Core.Tests.Teaching.Adapters;

public sealed class QuestionKindsTests
{
    [Theory]
    [InlineData("Is there a cat?", QuestionKind.YesNo)]
    [InlineData("Are there cats or dogs?", QuestionKind.YesNo)]
    [InlineData("Do you see a cat or a dog?", QuestionKind.YesNo)]
    [InlineData("Is the cat black or white?", QuestionKind.Choice)]
    [InlineData("Does the orange look big?", QuestionKind.YesNo)]
    [InlineData("How many cats are there?", QuestionKind.Count)]
    [InlineData("What is the number of cats?", QuestionKind.Count)]
    [InlineData("What color is the cat?", QuestionKind.Open)]
    [InlineData("Who is there?", QuestionKind.Open)]
    [InlineData("", QuestionKind.Open)]
    public void Of_Question_GivesKind(string question, QuestionKind expected) => Assert.Equal(expected, QuestionKinds.Of(question));

    [Theory]
    [InlineData("Is the cat black or white?", "black", true)]
    [InlineData("Is the cat black or white?", "white", true)]
    [InlineData("Is the cat black or white?", "red", false)]
    [InlineData("Is the cat black or white?", "cat", false)]
    [InlineData("Is it on the left or on the right side?", "right", true)]
    [InlineData("Is it light blue or dark blue?", "dark blue", true)]
    public void IsAlternative_Answer_IsBesideOr(string question, string answer, bool expected) =>
        Assert.Equal(expected, QuestionKinds.IsAlternative(question, answer));
}
