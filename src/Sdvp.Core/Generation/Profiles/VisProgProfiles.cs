using System.Collections.Immutable;
using Sdvp.Core.Programs;
using Sdvp.Core.Programs.VisProg;
using Sdvp.Core.Values;

namespace Sdvp.Core.Generation.Profiles;

/// <summary>
/// The four tasks of VisProg (arXiv 2211.11559), with examples of our own. Change one with <c>with</c>: other examples, another name.
/// </summary>
public static class VisProgProfiles
{
    private const string Syntax = """
        A program is a list of steps, one a line: NAME=MODULE(argument=value, ...). Every argument is named. A value is a text in single quotes,
        a number, or the name of an input or of an earlier step; calls do not nest. The last step is NAME=RESULT(var=...), which gives the answer.
        Reply with one code block that holds the program, and nothing else: no prose, no comments, no numbering.
        """;

    /// <summary>Questions about one image, <c>IMAGE</c>: LOC, COUNT, the CROP modules, VQA, EVAL, RESULT. Name: <c>gqa</c>.</summary>
    public static GenerationProfile Gqa { get; } = new()
    {
        Name = "gqa",
        Language = VisProgLanguage.LanguageName,
        Instruction =
            "You write visual programs that answer questions about a picture. Think about which things the question is about, find them, look at them, and compute the answer. "
            + "Questions that can be answered with yes or no are answered with 'yes' or 'no'.",
        Syntax = Syntax,
        Inputs = InputsOf(VisProgTask.Gqa),
        Modules = VisProgTask.Gqa.Modules,
        Configure = For(VisProgTask.Gqa),
        Describer = VisProgNotes.Table,
        Examples = GqaExamples.All,
    };

    /// <summary>Statements about a pair of images, <c>LEFT</c> and <c>RIGHT</c>: VQA, EVAL, RESULT. Name: <c>nlvr</c>.</summary>
    public static GenerationProfile Nlvr { get; } = new()
    {
        Name = "nlvr",
        Language = VisProgLanguage.LanguageName,
        Instruction =
            "You write visual programs that decide whether a statement about two pictures, LEFT and RIGHT, is true. Ask each picture simple questions, and combine the answers "
            + "in one expression that is true exactly when the statement is.",
        Syntax = Syntax,
        Inputs = InputsOf(VisProgTask.Nlvr),
        Modules = VisProgTask.Nlvr.Modules,
        Configure = For(VisProgTask.Nlvr),
        Describer = VisProgNotes.Table,
        Examples = NlvrExamples.All,
        QuestionPrefix = "Statement: ",
    };

    /// <summary>Naming people and things in one image from what a language model knows: LOC, FACEDET, LIST, CLASSIFY, TAG, RESULT. Name: <c>tagging</c>.</summary>
    public static GenerationProfile KnowledgeTagging { get; } = new()
    {
        Name = "tagging",
        Language = VisProgLanguage.LanguageName,
        Instruction =
            "You write visual programs that find people or things in a picture and write their names beside them. Find them first, have the possible names listed, "
            + "assign the names, and draw them. List at most 20 names unless the instruction says otherwise.",
        Syntax = Syntax,
        Inputs = InputsOf(VisProgTask.Tagging),
        Modules = VisProgTask.Tagging.Modules,
        Configure = For(VisProgTask.Tagging),
        Describer = VisProgNotes.Table,
        Examples = TaggingExamples.All,
        QuestionPrefix = "Instruction: ",
    };

    /// <summary>Changing one image: SEG, FACEDET, SELECT, COLORPOP, BGBLUR, REPLACE, EMOJI, RESULT. Name: <c>editing</c>.</summary>
    public static GenerationProfile ImageEditing { get; } = new()
    {
        Name = "editing",
        Language = VisProgLanguage.LanguageName,
        Instruction =
            "You write visual programs that change a picture as they are told. Segment the picture or find the faces, select what is to be changed or kept, and change it; "
            + "give the changed picture as the result. After a change that moves or replaces things, segment the new picture again before the next.",
        Syntax = Syntax,
        Inputs = InputsOf(VisProgTask.ImageEditing),
        Modules = VisProgTask.ImageEditing.Modules,
        Configure = For(VisProgTask.ImageEditing),
        Describer = VisProgNotes.Table,
        Examples = EditingExamples.All,
        QuestionPrefix = "Instruction: ",
    };

    /// <summary>All four.</summary>
    public static ImmutableArray<GenerationProfile> All { get; } = [Gqa, Nlvr, KnowledgeTagging, ImageEditing];

    /// <summary>Finds a profile.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The profile.</returns>
    /// <exception cref="ArgumentException">There is no such profile.</exception>
    public static GenerationProfile Get(string name) => All.FirstOrDefault(p => p.Name == name)
        ?? throw new ArgumentException($"There is no profile '{name}'; known are: {string.Join(", ", All.Select(p => p.Name))}.", nameof(name));

    private static ImmutableDictionary<string, ProgramType> InputsOf(VisProgTask task) =>
        task.Inputs.ToImmutableDictionary(name => name, _ => ProgramType.Image, StringComparer.Ordinal);

    // A request may bring inputs of its own, which a task would put its own in the place of.
    private static Func<ProgramParseOptions, ProgramParseOptions> For(VisProgTask task) =>
        options => options with { VisProg = options.VisProg with { Task = task } };
}
