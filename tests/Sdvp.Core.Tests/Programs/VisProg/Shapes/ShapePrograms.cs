using Sdvp.Core.Programs.VisProg;

namespace Sdvp.Core.Tests.Programs.VisProg.Shapes;

/// <summary>One program of each shape, about the scene of <see cref="ShapeWorld"/>.</summary>
internal static class ShapePrograms
{
    public static IEnumerable<ShapeProgram> All =>
    [
        Gqa(
            "LOC>CROP>LOC>COUNT>EVAL>RESULT",
            "no",
            """
            BOX0=LOC(image=IMAGE,object='bench')
            IMAGE0=CROP(image=IMAGE,box=BOX0)
            BOX1=LOC(image=IMAGE0,object='kite')
            ANSWER0=COUNT(box=BOX1)
            ANSWER1=EVAL(expr="'yes' if {ANSWER0} > 0 else 'no'")
            FINAL_RESULT=RESULT(var=ANSWER1)
            """),
        Gqa(
            "VQA>RESULT",
            "park",
            """
            ANSWER0=VQA(image=IMAGE,question='Where was this taken?')
            FINAL_RESULT=RESULT(var=ANSWER0)
            """),
        Gqa(
            "LOC>CROP>LOC>CROP>VQA>VQA>EVAL>RESULT",
            "yes",
            """
            BOX0=LOC(image=IMAGE,object='ball')
            IMAGE0=CROP(image=IMAGE,box=BOX0)
            BOX1=LOC(image=IMAGE,object='kite')
            IMAGE1=CROP(image=IMAGE,box=BOX1)
            ANSWER0=VQA(image=IMAGE0,question='What color is it?')
            ANSWER1=VQA(image=IMAGE1,question='What color is it?')
            ANSWER2=EVAL(expr="'yes' if {ANSWER0} == {ANSWER1} else 'no'")
            FINAL_RESULT=RESULT(var=ANSWER2)
            """),
        Beside("CROP_ABOVE", "kite", "yes"),
        Beside("CROP_BELOW", "ball", "yes"),
        Beside("CROP_LEFTOF", "dog", "no"),
        Beside("CROP_BEHIND", "dog", "no"),
        Gqa(
            "LOC>LOC>COUNT>COUNT>EVAL>RESULT",
            "3",
            """
            BOX0=LOC(image=IMAGE,object='person')
            BOX1=LOC(image=IMAGE,object='dog')
            ANSWER0=COUNT(box=BOX0)
            ANSWER1=COUNT(box=BOX1)
            ANSWER2=EVAL(expr="{ANSWER0} + {ANSWER1}")
            FINAL_RESULT=RESULT(var=ANSWER2)
            """),
        Gqa(
            "LOC>CROP>VQA>RESULT",
            "red",
            """
            BOX0=LOC(image=IMAGE,object='kite')
            IMAGE0=CROP(image=IMAGE,box=BOX0)
            ANSWER0=VQA(image=IMAGE0,question='What color is it?')
            FINAL_RESULT=RESULT(var=ANSWER0)
            """),
        Gqa(
            "LOC>CROP_RIGHTOF>VQA>RESULT",
            "brown",
            """
            BOX0=LOC(image=IMAGE,object='bench')
            IMAGE0=CROP_RIGHTOF(image=IMAGE,box=BOX0)
            ANSWER0=VQA(image=IMAGE0,question='What color is it?')
            FINAL_RESULT=RESULT(var=ANSWER0)
            """),
        Gqa(
            "LOC>CROP>LOC>CROP_RIGHTOF>LOC>COUNT>EVAL>RESULT",
            "yes",
            """
            BOX0=LOC(image=IMAGE,object='BOTTOM')
            IMAGE0=CROP(image=IMAGE,box=BOX0)
            BOX1=LOC(image=IMAGE0,object='bench')
            IMAGE1=CROP_RIGHTOF(image=IMAGE0,box=BOX1)
            BOX2=LOC(image=IMAGE1,object='dog')
            ANSWER0=COUNT(box=BOX2)
            ANSWER1=EVAL(expr="'yes' if {ANSWER0} == 1 else 'no'")
            FINAL_RESULT=RESULT(var=ANSWER1)
            """),
        Gqa(
            "LOC>CROP>VQA>EVAL>RESULT",
            "no",
            """
            BOX0=LOC(image=IMAGE,object='dog')
            IMAGE0=CROP(image=IMAGE,box=BOX0)
            ANSWER0=VQA(image=IMAGE0,question='What color is it?')
            ANSWER1=EVAL(expr="'yes' if '{ANSWER0}' == 'red' else 'no'")
            FINAL_RESULT=RESULT(var=ANSWER1)
            """),
        Nlvr(
            "VQA>VQA>EVAL>RESULT",
            "True",
            """
            ANSWER0=VQA(image=LEFT,question='How many dogs are there?')
            ANSWER1=VQA(image=RIGHT,question='How many dogs are there?')
            ANSWER2=EVAL(expr='{ANSWER0} + {ANSWER1} == 2')
            FINAL_ANSWER=RESULT(var=ANSWER2)
            """),
        Nlvr(
            "VQA>EVAL>RESULT",
            "False",
            """
            ANSWER0=VQA(image=LEFT,question='How many dogs are there?')
            ANSWER1=EVAL(expr='{ANSWER0} >= 2')
            FINAL_ANSWER=RESULT(var=ANSWER1)
            """),
        Nlvr(
            "VQA>VQA>VQA>VQA>EVAL>EVAL>EVAL>RESULT",
            "True",
            """
            ANSWER0=VQA(image=LEFT,question='Is it sunny?')
            ANSWER1=VQA(image=RIGHT,question='Is it sunny?')
            ANSWER2=VQA(image=LEFT,question='Is there a bench?')
            ANSWER3=VQA(image=RIGHT,question='Is there a bench?')
            ANSWER4=EVAL(expr='{ANSWER0} and {ANSWER2}')
            ANSWER5=EVAL(expr='{ANSWER1} and {ANSWER3}')
            ANSWER6=EVAL(expr='{ANSWER4} xor {ANSWER5}')
            FINAL_ANSWER=RESULT(var=ANSWER6)
            """),
        Nlvr(
            "VQA>VQA>VQA>VQA>VQA>VQA>EVAL>EVAL>EVAL>RESULT",
            "False",
            """
            ANSWER0=VQA(image=LEFT,question='How many dogs are there?')
            ANSWER1=VQA(image=LEFT,question='Is it sunny?')
            ANSWER2=VQA(image=LEFT,question='Is there a bench?')
            ANSWER3=VQA(image=RIGHT,question='How many dogs are there?')
            ANSWER4=VQA(image=RIGHT,question='Is it sunny?')
            ANSWER5=VQA(image=RIGHT,question='Is there a bench?')
            ANSWER6=EVAL(expr='{ANSWER0} == 1 and {ANSWER1} and {ANSWER2}')
            ANSWER7=EVAL(expr='{ANSWER3} == 1 and {ANSWER4} and {ANSWER5}')
            ANSWER8=EVAL(expr='{ANSWER6} and {ANSWER7}')
            FINAL_ANSWER=RESULT(var=ANSWER8)
            """),
        Edit("SEG>SELECT>COLORPOP>RESULT", "dog", "OBJ0=SEG(image=IMAGE)\nOBJ1=SELECT(image=IMAGE,object=OBJ0,query='dog',category=None)\nIMAGE0=COLORPOP(image=IMAGE,object=OBJ1)\nFINAL_RESULT=RESULT(var=IMAGE0)"),
        Edit("SEG>SELECT>REPLACE>RESULT", "ball bench dog girl man", "OBJ0=SEG(image=IMAGE)\nOBJ1=SELECT(image=IMAGE,object=OBJ0,query='kite',category=None)\nIMAGE0=REPLACE(image=IMAGE,object=OBJ1,prompt='a balloon')\nFINAL_RESULT=RESULT(var=IMAGE0)"),
        Edit("SEG>SELECT>BGBLUR>RESULT", "girl man", "OBJ0=SEG(image=IMAGE)\nOBJ1=SELECT(image=IMAGE,object=OBJ0,query='person',category=None)\nIMAGE0=BGBLUR(image=IMAGE,object=OBJ1)\nFINAL_RESULT=RESULT(var=IMAGE0)"),
        Edit(
            "SEG>SELECT>REPLACE>SEG>SELECT>REPLACE>RESULT",
            "bench dog girl man",
            """
            OBJ0=SEG(image=IMAGE)
            OBJ1=SELECT(image=IMAGE,object=OBJ0,query='kite',category=None)
            IMAGE0=REPLACE(image=IMAGE,object=OBJ1,prompt='a balloon')
            OBJ2=SEG(image=IMAGE0)
            OBJ3=SELECT(image=IMAGE0,object=OBJ2,query='small red thing',category='ball')
            IMAGE1=REPLACE(image=IMAGE0,object=OBJ3,prompt='a stone')
            FINAL_RESULT=RESULT(var=IMAGE1)
            """),
        Edit("FACEDET>SELECT>EMOJI>RESULT", "ball bench dog girl kite", "OBJ0=FACEDET(image=IMAGE)\nOBJ1=SELECT(image=IMAGE,object=OBJ0,query='man with a hat',category=None)\nIMAGE0=EMOJI(image=IMAGE,object=OBJ1,emoji='smile')\nFINAL_RESULT=RESULT(var=IMAGE0)"),
        Edit(
            "FACEDET>SELECT>EMOJI>SELECT>EMOJI>RESULT",
            "ball bench dog kite",
            """
            OBJ0=FACEDET(image=IMAGE)
            OBJ1=SELECT(image=IMAGE,object=OBJ0,query='man with a hat',category=None)
            IMAGE0=EMOJI(image=IMAGE,object=OBJ1,emoji='smile')
            OBJ2=SELECT(image=IMAGE,object=OBJ0,query='girl',category=None)
            IMAGE1=EMOJI(image=IMAGE0,object=OBJ2,emoji='ghost')
            FINAL_RESULT=RESULT(var=IMAGE1)
            """),
        Tagging("LOC>LIST>CLASSIFY>TAG>RESULT", "ball bench dog girl kite man", "BOX0=LOC(image=IMAGE,object='person')"),
        Tagging("FACEDET>LIST>CLASSIFY>TAG>RESULT", "ball bench dog kite", "BOX0=FACEDET(image=IMAGE)"),
    ];

    private static ShapeProgram Beside(string crop, string thing, string expected) => Gqa(
        $"LOC>{crop}>LOC>COUNT>EVAL>RESULT",
        expected,
        $"""
        BOX0=LOC(image=IMAGE,object='bench')
        IMAGE0={crop}(image=IMAGE,box=BOX0)
        BOX1=LOC(image=IMAGE0,object='{thing}')
        ANSWER0=COUNT(box=BOX1)
        ANSWER1=EVAL(expr="'yes' if {"{ANSWER0}"} > 0 else 'no'")
        FINAL_RESULT=RESULT(var=ANSWER1)
        """);

    private static ShapeProgram Tagging(string shape, string expected, string first) => new(
        VisProgTask.Tagging,
        shape,
        $"""
        {first}
        LIST0=LIST(query='members of the band',max=3)
        OBJ0=CLASSIFY(image=IMAGE,object=BOX0,categories=LIST0)
        IMAGE0=TAG(image=IMAGE,object=OBJ0)
        FINAL_RESULT=RESULT(var=IMAGE0)
        """,
        expected);

    private static ShapeProgram Gqa(string shape, string expected, string source) => new(VisProgTask.Gqa, shape, source, expected);

    private static ShapeProgram Nlvr(string shape, string expected, string source) => new(VisProgTask.Nlvr, shape, source, expected);

    private static ShapeProgram Edit(string shape, string expected, string source) => new(VisProgTask.ImageEditing, shape, source, expected);
}
