using System.Collections.Immutable;

namespace Sdvp.Core.Generation.Profiles;

/// <summary>Changing an image.</summary>
internal static class EditingExamples
{
    public static ImmutableArray<InContextExample> All { get; } =
    [
        new("Keep only the fire engine in color.", """
            OBJ0=SEG(image=IMAGE)
            OBJ1=SELECT(image=IMAGE,object=OBJ0,query='fire engine')
            IMAGE0=COLORPOP(image=IMAGE,object=OBJ1)
            FINAL_RESULT=RESULT(var=IMAGE0)
            """),
        new("Make the background black and white behind the bride and the groom.", """
            OBJ0=SEG(image=IMAGE)
            OBJ1=SELECT(image=IMAGE,object=OBJ0,query='bride,groom')
            IMAGE0=COLORPOP(image=IMAGE,object=OBJ1)
            FINAL_RESULT=RESULT(var=IMAGE0)
            """),
        new("Blur everything except the cyclist.", """
            OBJ0=SEG(image=IMAGE)
            OBJ1=SELECT(image=IMAGE,object=OBJ0,query='cyclist')
            IMAGE0=BGBLUR(image=IMAGE,object=OBJ1)
            FINAL_RESULT=RESULT(var=IMAGE0)
            """),
        new("Put the faces of the two children out of sight with monkeys.", """
            OBJ0=FACEDET(image=IMAGE)
            OBJ1=SELECT(image=IMAGE,object=OBJ0,query='child,child')
            IMAGE0=EMOJI(image=IMAGE,object=OBJ1,emoji='monkey_face')
            FINAL_RESULT=RESULT(var=IMAGE0)
            """),
        new("Hide the old man's face behind a robot and the woman's face behind a cat.", """
            OBJ0=FACEDET(image=IMAGE)
            OBJ1=SELECT(image=IMAGE,object=OBJ0,query='old man')
            IMAGE0=EMOJI(image=IMAGE,object=OBJ1,emoji='robot')
            OBJ2=SELECT(image=IMAGE,object=OBJ0,query='woman')
            IMAGE1=EMOJI(image=IMAGE0,object=OBJ2,emoji='cat_face')
            FINAL_RESULT=RESULT(var=IMAGE1)
            """),
        new("Replace the parked car with a haystack.", """
            OBJ0=SEG(image=IMAGE)
            OBJ1=SELECT(image=IMAGE,object=OBJ0,query='parked car')
            IMAGE0=REPLACE(image=IMAGE,object=OBJ1,prompt='a haystack')
            FINAL_RESULT=RESULT(var=IMAGE0)
            """),
        new("Turn the lawn into a frozen lake and then the dog into a polar bear.", """
            OBJ0=SEG(image=IMAGE)
            OBJ1=SELECT(image=IMAGE,object=OBJ0,query='grass')
            IMAGE0=REPLACE(image=IMAGE,object=OBJ1,prompt='a frozen lake')
            OBJ2=SEG(image=IMAGE0)
            OBJ3=SELECT(image=IMAGE0,object=OBJ2,query='dog')
            IMAGE1=REPLACE(image=IMAGE0,object=OBJ3,prompt='a polar bear')
            FINAL_RESULT=RESULT(var=IMAGE1)
            """),
        new("Show the umbrella in color on a blurred street.", """
            OBJ0=SEG(image=IMAGE)
            OBJ1=SELECT(image=IMAGE,object=OBJ0,query='umbrella')
            IMAGE0=COLORPOP(image=IMAGE,object=OBJ1)
            IMAGE1=BGBLUR(image=IMAGE0,object=OBJ1)
            FINAL_RESULT=RESULT(var=IMAGE1)
            """),
    ];
}
