using System.Collections.Immutable;

namespace Sdvp.Core.Generation.Profiles;

/// <summary>What VisProg's modules do, for the module table.</summary>
internal static class VisProgNotes
{
    private const string SameAsCrop = "The same as CROP, for a thing that is near the box in depth.";

    public static ModuleTable Table { get; } = new(new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["LOC"] = "Finds everything in the image that the text names, best first. The texts TOP, BOTTOM, LEFT and RIGHT, in capitals, give that half of the image.",
        ["COUNT"] = "How many boxes there are.",
        ["CROP"] = "The part of the image around the first box, with some margin.",
        ["CROP_LEFTOF"] = "The part of the image to the left of the first box.",
        ["CROP_RIGHTOF"] = "The part of the image to the right of the first box.",
        ["CROP_ABOVE"] = "The part of the image above the first box.",
        ["CROP_BELOW"] = "The part of the image below the first box.",
        ["CROP_FRONTOF"] = SameAsCrop,
        ["CROP_INFRONT"] = SameAsCrop,
        ["CROP_INFRONTOF"] = SameAsCrop,
        ["CROP_BEHIND"] = SameAsCrop,
        ["CROP_AHEAD"] = SameAsCrop,
        ["VQA"] = "Answers a short question about the image in a word or two: yes, no, a number, a name.",
        ["EVAL"] = "Computes an expression. Earlier values stand in braces: \"'yes' if {A} > 2 else 'no'\", \"{A} + {B} == 3\", \"{A} and not {B}\", \"{A} xor {B}\". "
            + "Answers yes and no count as true and false, answers that are numbers as numbers.",
        ["RESULT"] = "Ends the program with a value.",
        ["FACEDET"] = "Finds all faces in the image.",
        ["SEG"] = "Parts the image into objects, each with its outline and its category.",
        ["SELECT"] = "Of the objects, those that the text describes; several descriptions are parted by commas.",
        ["LIST"] = "Has a language model list what the text asks for, at most max of them.",
        ["CLASSIFY"] = "Gives objects the name from the list that fits each best.",
        ["TAG"] = "Draws the objects' boxes and names over the image.",
        ["COLORPOP"] = "The image with the objects in colour and everything else in grey.",
        ["BGBLUR"] = "The image with everything but the objects blurred.",
        ["REPLACE"] = "The image with the object replaced by what the text describes.",
        ["EMOJI"] = "The image with an emoji over each object. The text is the emoji's name, as in smiling_face_with_sunglasses.",
    }.ToImmutableDictionary(StringComparer.Ordinal));
}
