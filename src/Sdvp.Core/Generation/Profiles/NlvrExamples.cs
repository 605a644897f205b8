using System.Collections.Immutable;

namespace Sdvp.Core.Generation.Profiles;

/// <summary>Statements about two images.</summary>
internal static class NlvrExamples
{
    public static ImmutableArray<InContextExample> All { get; } =
    [
        new("Both pictures show a bird that sits on a branch.", """
            ANSWER0=VQA(image=LEFT,question='Does a bird sit on a branch?')
            ANSWER1=VQA(image=RIGHT,question='Does a bird sit on a branch?')
            ANSWER2=EVAL(expr='{ANSWER0} and {ANSWER1}')
            FINAL_ANSWER=RESULT(var=ANSWER2)
            """),
        new("There are exactly five bottles in the two pictures together.", """
            ANSWER0=VQA(image=LEFT,question='How many bottles are in the image?')
            ANSWER1=VQA(image=RIGHT,question='How many bottles are in the image?')
            ANSWER2=EVAL(expr='{ANSWER0} + {ANSWER1} == 5')
            FINAL_ANSWER=RESULT(var=ANSWER2)
            """),
        new("Only one of the pictures shows a sailing boat.", """
            ANSWER0=VQA(image=LEFT,question='Is there a sailing boat in the image?')
            ANSWER1=VQA(image=RIGHT,question='Is there a sailing boat in the image?')
            ANSWER2=EVAL(expr='{ANSWER0} xor {ANSWER1}')
            FINAL_ANSWER=RESULT(var=ANSWER2)
            """),
        new("The dog in the picture on the left is wearing a collar.", """
            ANSWER0=VQA(image=LEFT,question='Is the dog wearing a collar?')
            ANSWER1=EVAL(expr='{ANSWER0}')
            FINAL_ANSWER=RESULT(var=ANSWER1)
            """),
        new("At least one picture has more than two people in it.", """
            ANSWER0=VQA(image=LEFT,question='How many people are in the image?')
            ANSWER1=VQA(image=RIGHT,question='How many people are in the image?')
            ANSWER2=EVAL(expr='{ANSWER0} > 2 or {ANSWER1} > 2')
            FINAL_ANSWER=RESULT(var=ANSWER2)
            """),
        new("The left picture contains twice as many candles as the right picture, and no candle is lit.", """
            ANSWER0=VQA(image=LEFT,question='How many candles are in the image?')
            ANSWER1=VQA(image=RIGHT,question='How many candles are in the image?')
            ANSWER2=VQA(image=LEFT,question='Is a candle lit?')
            ANSWER3=VQA(image=RIGHT,question='Is a candle lit?')
            ANSWER4=EVAL(expr='{ANSWER0} == 2 * {ANSWER1}')
            ANSWER5=EVAL(expr='not {ANSWER2} and not {ANSWER3}')
            ANSWER6=EVAL(expr='{ANSWER4} and {ANSWER5}')
            FINAL_ANSWER=RESULT(var=ANSWER6)
            """),
        new("One picture shows a closed door beside a window, and the other shows an open door.", """
            ANSWER0=VQA(image=LEFT,question='Is there a closed door beside a window?')
            ANSWER1=VQA(image=RIGHT,question='Is there an open door?')
            ANSWER2=VQA(image=LEFT,question='Is there an open door?')
            ANSWER3=VQA(image=RIGHT,question='Is there a closed door beside a window?')
            ANSWER4=EVAL(expr='{ANSWER0} and {ANSWER1}')
            ANSWER5=EVAL(expr='{ANSWER2} and {ANSWER3}')
            ANSWER6=EVAL(expr='{ANSWER4} or {ANSWER5}')
            FINAL_ANSWER=RESULT(var=ANSWER6)
            """),
        new("The cars in the two pictures have the same color.", """
            ANSWER0=VQA(image=LEFT,question='What color is the car?')
            ANSWER1=VQA(image=RIGHT,question='What color is the car?')
            ANSWER2=EVAL(expr='{ANSWER0} == {ANSWER1}')
            FINAL_ANSWER=RESULT(var=ANSWER2)
            """),
        new("No picture shows fewer than three chairs.", """
            ANSWER0=VQA(image=LEFT,question='How many chairs are in the image?')
            ANSWER1=VQA(image=RIGHT,question='How many chairs are in the image?')
            ANSWER2=EVAL(expr='{ANSWER0} >= 3 and {ANSWER1} >= 3')
            FINAL_ANSWER=RESULT(var=ANSWER2)
            """),
    ];
}
