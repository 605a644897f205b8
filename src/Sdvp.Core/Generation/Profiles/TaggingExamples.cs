using System.Collections.Immutable;

namespace Sdvp.Core.Generation.Profiles;

/// <summary>Naming people and things.</summary>
internal static class TaggingExamples
{
    public static ImmutableArray<InContextExample> All { get; } =
    [
        Faces("Label the astronauts of the first landing on the moon.", "astronauts of the first crewed landing on the moon", 20),
        Faces("Who of these people won the Nobel Prize in Physics twice or in two fields? Tag them.", "people who won two Nobel Prizes", 20),
        Faces("Write their names beside the members of the Beatles.", "members of the Beatles", 4),
        Faces("Tag the three most famous players of women's tennis of the 1990s.", "most famous players of women's tennis of the 1990s", 3),
        Things("Name the kinds of cheese on the board.", "piece of cheese", "kinds of cheese", 20),
        Things("Tag these trees with their species; they grow in northern Europe.", "tree", "species of trees that grow in northern Europe", 20),
        Things("Which bread is which? Label up to 10 kinds from France.", "bread", "kinds of French bread", 10),
        Things("Put the name of its country beside each flag of South America.", "flag", "countries of South America", 20),
        Things("Tag the planets in this drawing.", "planet", "planets of the solar system", 8),
    ];

    private static InContextExample Faces(string instruction, string query, int count) =>
        Program(instruction, "OBJ0=FACEDET(image=IMAGE)", query, count);

    private static InContextExample Things(string instruction, string thing, string query, int count) =>
        Program(instruction, $"OBJ0=LOC(image=IMAGE,object='{thing}')", query, count);

    private static InContextExample Program(string instruction, string find, string query, int count)
    {
        var quoted = query.Contains('\'', StringComparison.Ordinal) ? $"\"{query}\"" : $"'{query}'";
        return new InContextExample(instruction, $"""
            {find}
            LIST0=LIST(query={quoted},max={count})
            OBJ1=CLASSIFY(image=IMAGE,object=OBJ0,categories=LIST0)
            IMAGE0=TAG(image=IMAGE,object=OBJ1)
            FINAL_RESULT=RESULT(var=IMAGE0)
            """);
    }
}
