using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Sdvp.Core.Programs.VisProg;

/// <summary>The 25 module names of VisProg, and what registers each in a host.</summary>
public static class VisProgModules
{
    private const string WithAddSdvp = "the symbolic modules, which services.AddSdvp() adds";

    private static readonly ImmutableArray<string> Symbolic =
    [
        "COUNT", "EVAL", "RESULT", "TAG", "COLORPOP", "BGBLUR", "CROP", "CROP_RIGHTOF", "CROP_LEFTOF", "CROP_ABOVE", "CROP_BELOW",
        "CROP_FRONTOF", "CROP_INFRONT", "CROP_INFRONTOF", "CROP_BEHIND", "CROP_AHEAD",
    ];

    private static readonly FrozenDictionary<string, string> Others = new Dictionary<string, string>
    {
        ["LOC"] = "a detector, such as .AddOwlVitLoc(\"LOC\", o => o.Folder = …), or .AddLocSettings(\"LOC\", \"DETECT\", VisProgTask.Gqa.Loc!) over another one",
        ["VQA"] = "a question-answering model, such as .AddFilmVqa(\"VQA\", o => o.Folder = …)",
        ["SELECT"] = ".AddVisProgModules() and a MATCH module behind it",
        ["CLASSIFY"] = ".AddVisProgModules() and a MATCH module behind it",
        ["LIST"] = ".AddChatList(\"LIST\") with an IChatClient among the services",
        ["SEG"] = ".AddOnnxSegmentation(\"SEG\", o => o.File = …)",
        ["FACEDET"] = ".AddOnnxFaceDetection(\"FACEDET\", o => o.File = …)",
        ["REPLACE"] = ".AddOnnxInpainting(\"REPLACE\", o => o.File = …)",
        ["EMOJI"] = ".AddEmojis(…) with the images of the emojis, or .AddFontEmojis() with a font",
        ["MATCH"] = "an image-text matcher, such as .AddClipMatch(\"MATCH\", o => o.Folder = …)",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The names, by ordinal.</summary>
    public static ImmutableArray<string> Names { get; } = [.. Symbolic.Concat(Others.Keys.Where(name => name != "MATCH")).Order(StringComparer.Ordinal)];

    /// <summary>What a host registers so that programs may call a module of VisProg.</summary>
    /// <param name="name">The module's name; <c>MATCH</c>, which stands behind SELECT and CLASSIFY, is known too.</param>
    /// <returns>The one-liner or its description; null where VisProg has no such module.</returns>
    public static string? RegistrationOf(string name) => Symbolic.Contains(name) ? WithAddSdvp : Others.GetValueOrDefault(name);
}
