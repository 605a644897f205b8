using System.Collections.Immutable;
using Sdvp.Core.Programs.Viper;
using Sdvp.Core.Values;

namespace Sdvp.Core.Generation.Profiles;

/// <summary>
/// Tasks for Viper programs, on the modules of <see cref="ViperOptions"/> under their default names, with a description and examples of our own.
/// A host with other names sets <see cref="GenerationProfile.Modules"/> and <see cref="GenerationProfile.Describer"/>.
/// </summary>
public static class ViperProfiles
{
    private const string Syntax = """
        A program is a Python function execute_command, and returns its answer. It uses plain functions, loops, conditions, comprehensions and the usual
        built-in functions; there are no classes, no with, no yield, and no way to files, to the network or to the host. Look at a part of the picture rather
        than at all of it where the question names one, and think of what was not found: an empty list has no first item.
        Reply with one code block that holds the program, and nothing else: no prose around it, no call of the function.
        """;

    private static readonly ImmutableArray<string> Seeing = ["DETECT", "LOC", "VQA", "MATCH", "DEPTH"];

    /// <summary>Questions about one image, <c>image</c>, on DETECT or LOC, VQA, MATCH, DEPTH. Name: <c>viper-gqa</c>.</summary>
    public static GenerationProfile Gqa { get; } = Profile("viper-gqa", ViperGqaExamples.All) with
    {
        Instruction =
            "You write Python programs that answer questions about a picture. Find the things that the question is about, tell them apart by place and property, and ask about the right one. "
            + "Answer in a word or two; questions of yes and no are answered with 'yes' or 'no'.",
    };

    /// <summary>Statements about a pair of images, <c>left</c> and <c>right</c>, on the same modules. The answer is True or False. Name: <c>viper-nlvr</c>.</summary>
    public static GenerationProfile Nlvr { get; } = Profile("viper-nlvr", ViperNlvrExamples.All) with
    {
        Instruction =
            "You write Python programs that decide whether a statement about two pictures, left and right, is true. Look at each picture by itself, combine what you find, "
            + "and return True exactly when the statement holds.",
        Inputs = ImmutableDictionary<string, ProgramType>.Empty.Add("left", ProgramType.Image).Add("right", ProgramType.Image),
        QuestionPrefix = "Statement: ",
    };

    /// <summary>Questions about one image that take knowledge from outside of it, on the same modules and LLM. Name: <c>viper-open</c>.</summary>
    public static GenerationProfile Open { get; } = Profile("viper-open", ViperOpenExamples.All) with
    {
        Instruction =
            "You write Python programs that answer questions about a picture which take knowledge that is not in the picture. See first what the picture shows, then ask the language model "
            + "with that in words. Answer in a word or two.",
        Modules = Seeing.Add("LLM"),
    };

    /// <summary>All three.</summary>
    public static ImmutableArray<GenerationProfile> All { get; } = [Gqa, Nlvr, Open];

    /// <summary>Finds a profile.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The profile.</returns>
    /// <exception cref="ArgumentException">There is no such profile.</exception>
    public static GenerationProfile Get(string name) => All.FirstOrDefault(p => p.Name == name)
        ?? throw new ArgumentException($"There is no profile '{name}'; known are: {string.Join(", ", All.Select(p => p.Name))}.", nameof(name));

    private static GenerationProfile Profile(string name, ImmutableArray<InContextExample> examples) => new()
    {
        Name = name,
        Language = ViperLanguage.LanguageName,
        Instruction = "",
        Syntax = Syntax,
        Inputs = ImmutableDictionary<string, ProgramType>.Empty.Add("image", ProgramType.Image),
        Modules = Seeing,
        Describer = new ViperApiDescriber(),
        Examples = examples,
        FenceLabel = "python",
        StartMarker = "def ",
    };
}
