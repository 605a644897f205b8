using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Sdvp.Core.Programs.VisProg;

/// <summary>The 25 module names of VisProg, and what registers each in a host.</summary>
public static class VisProgModules
{
    private static readonly FrozenDictionary<string, string> Registrations = new Dictionary<string, string>
    {
        ["LOC"] = "a detector, such as .AddFilmLoc(\"LOC\", o => o.Folder = …), and for a task's thresholds .AddLocSettings(\"LOC\", \"DETECT\", VisProgTask.Gqa.Loc!) over it",
        ["VQA"] = "a question-answering model, such as .AddFilmVqa(\"VQA\", o => o.Folder = …)",
        ["SELECT"] = ".AddVisProgModules() and a MATCH module behind it",
        ["CLASSIFY"] = ".AddVisProgModules() and a MATCH module behind it",
        ["LIST"] = ".AddChatList(\"LIST\") with an IChatClient among the services",
        ["SEG"] = ".AddOnnxSegmentation(\"SEG\", o => o.File = …)",
        ["FACEDET"] = ".AddOnnxFaceDetection(\"FACEDET\", o => o.File = …)",
        ["REPLACE"] = ".AddOnnxInpainting(\"REPLACE\", o => o.File = …)",
        ["EMOJI"] = ".AddEmojis(…) with the images of the emojis, or .AddFontEmojis() with a font",
        ["MATCH"] = "an image-text matcher such as CLIP under the name MATCH",
        ["COUNT"] = Symbolic, ["EVAL"] = Symbolic, ["RESULT"] = Symbolic, ["TAG"] = Symbolic, ["COLORPOP"] = Symbolic, ["BGBLUR"] = Symbolic,
        ["CROP"] = Symbolic, ["CROP_RIGHTOF"] = Symbolic, ["CROP_LEFTOF"] = Symbolic, ["CROP_ABOVE"] = Symbolic, ["CROP_BELOW"] = Symbolic,
        ["CROP_FRONTOF"] = Symbolic, ["CROP_INFRONT"] = Symbolic, ["CROP_INFRONTOF"] = Symbolic, ["CROP_BEHIND"] = Symbolic, ["CROP_AHEAD"] = Symbolic,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The names, by ordinal.</summary>
    public static ImmutableArray<string> Names { get; } = [.. Registrations.Keys.Where(name => name != "MATCH").Order(StringComparer.Ordinal)];

    private static string Symbolic => "the symbolic modules, which services.AddSdvp() adds";

    /// <summary>What a host registers so that programs may call a module of VisProg.</summary>
    /// <param name="name">The module's name; <c>MATCH</c>, which stands behind SELECT and CLASSIFY, is known too.</param>
    /// <returns>The one-liner or its description; null where VisProg has no such module.</returns>
    public static string? RegistrationOf(string name) => Registrations.GetValueOrDefault(name);
}
