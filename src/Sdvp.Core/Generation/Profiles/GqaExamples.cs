using System.Collections.Immutable;

namespace Sdvp.Core.Generation.Profiles;

/// <summary>Questions about one image.</summary>
internal static class GqaExamples
{
    public static ImmutableArray<InContextExample> All { get; } =
    [
        new("Which room is shown here?", """
            ANSWER0=VQA(image=IMAGE,question='Which room is this?')
            FINAL_RESULT=RESULT(var=ANSWER0)
            """),
        new("Is there a mug to the left of the laptop?", """
            BOX0=LOC(image=IMAGE,object='laptop')
            IMAGE0=CROP_LEFTOF(image=IMAGE,box=BOX0)
            BOX1=LOC(image=IMAGE0,object='mug')
            ANSWER0=COUNT(box=BOX1)
            ANSWER1=EVAL(expr="'yes' if {ANSWER0} > 0 else 'no'")
            FINAL_RESULT=RESULT(var=ANSWER1)
            """),
        new("What color is the backpack on the bench?", """
            BOX0=LOC(image=IMAGE,object='bench')
            IMAGE0=CROP(image=IMAGE,box=BOX0)
            BOX1=LOC(image=IMAGE0,object='backpack')
            IMAGE1=CROP(image=IMAGE0,box=BOX1)
            ANSWER0=VQA(image=IMAGE1,question='What color is the backpack?')
            FINAL_RESULT=RESULT(var=ANSWER0)
            """),
        new("Are there either any kites or balloons in the picture?", """
            BOX0=LOC(image=IMAGE,object='kite')
            BOX1=LOC(image=IMAGE,object='balloon')
            ANSWER0=COUNT(box=BOX0)
            ANSWER1=COUNT(box=BOX1)
            ANSWER2=EVAL(expr="'yes' if {ANSWER0} + {ANSWER1} > 0 else 'no'")
            FINAL_RESULT=RESULT(var=ANSWER2)
            """),
        new("Do the curtain and the carpet have the same color?", """
            BOX0=LOC(image=IMAGE,object='curtain')
            IMAGE0=CROP(image=IMAGE,box=BOX0)
            BOX1=LOC(image=IMAGE,object='carpet')
            IMAGE1=CROP(image=IMAGE,box=BOX1)
            ANSWER0=VQA(image=IMAGE0,question='What color is the curtain?')
            ANSWER1=VQA(image=IMAGE1,question='What color is the carpet?')
            ANSWER2=EVAL(expr="'yes' if {ANSWER0} == {ANSWER1} else 'no'")
            FINAL_RESULT=RESULT(var=ANSWER2)
            """),
        new("Is a clock hanging above the fireplace?", """
            BOX0=LOC(image=IMAGE,object='fireplace')
            IMAGE0=CROP_ABOVE(image=IMAGE,box=BOX0)
            BOX1=LOC(image=IMAGE0,object='clock')
            ANSWER0=COUNT(box=BOX1)
            ANSWER1=EVAL(expr="'yes' if {ANSWER0} > 0 else 'no'")
            FINAL_RESULT=RESULT(var=ANSWER1)
            """),
        new("Which animal lies below the table in the right part of the photo?", """
            BOX0=LOC(image=IMAGE,object='RIGHT')
            IMAGE0=CROP(image=IMAGE,box=BOX0)
            BOX1=LOC(image=IMAGE0,object='table')
            IMAGE1=CROP_BELOW(image=IMAGE0,box=BOX1)
            ANSWER0=VQA(image=IMAGE1,question='Which animal is this?')
            FINAL_RESULT=RESULT(var=ANSWER0)
            """),
        new("What is the man behind the counter holding?", """
            BOX0=LOC(image=IMAGE,object='counter')
            IMAGE0=CROP_BEHIND(image=IMAGE,box=BOX0)
            BOX1=LOC(image=IMAGE0,object='man')
            IMAGE1=CROP(image=IMAGE0,box=BOX1)
            ANSWER0=VQA(image=IMAGE1,question='What is the man holding?')
            FINAL_RESULT=RESULT(var=ANSWER0)
            """),
        new("Is the bus red or blue?", """
            BOX0=LOC(image=IMAGE,object='bus')
            IMAGE0=CROP(image=IMAGE,box=BOX0)
            ANSWER0=VQA(image=IMAGE0,question='Is the bus red?')
            ANSWER1=EVAL(expr="'red' if {ANSWER0} else 'blue'")
            FINAL_RESULT=RESULT(var=ANSWER1)
            """),
        new("How many cups are there on the tray to the right of the teapot?", """
            BOX0=LOC(image=IMAGE,object='teapot')
            IMAGE0=CROP_RIGHTOF(image=IMAGE,box=BOX0)
            BOX1=LOC(image=IMAGE0,object='tray')
            IMAGE1=CROP(image=IMAGE0,box=BOX1)
            BOX2=LOC(image=IMAGE1,object='cup')
            ANSWER0=COUNT(box=BOX2)
            FINAL_RESULT=RESULT(var=ANSWER0)
            """),
    ];
}
