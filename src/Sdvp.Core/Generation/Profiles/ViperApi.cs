using Sdvp.Core.Programs.Viper;

namespace Sdvp.Core.Generation.Profiles;

/// <summary>What Viper's image API offers, in our words. Texts that depend on how the API behaves are chosen by its profile.</summary>
internal static class ViperApi
{
    public static ViperApiEntry[] Methods(ViperProfile profile) =>
    [
        new("find", "find(name: str) -> list[ImagePatch]", "Looks for a kind of thing in the patch: everything that was found, surest first. The list may be empty."),
        new("exists", "exists(name: str) -> bool", profile.ExistsAsks
            ? "Whether there is such a thing in the patch; what is found is looked at a second time. exists('number 7') reads a number."
            : "Whether anything of this name is found in the patch."),
        new("simple_query", profile.QueryHasDefault ? "simple_query(question: str = 'What is this?') -> str" : "simple_query(question: str) -> str",
            "A short answer to a question that one look at the patch settles: a name, a color, yes or no, a number in words or digits. Answers are texts: compare them with texts."),
        new("verify_property", "verify_property(name: str, property: str) -> bool", "Whether the thing of this name, which fills the patch, has a property such as a color, a material or a state."),
        new("best_text_match", "best_text_match(options: list[str], prefix: str = None) -> str", "The option that describes the patch best."),
        new("compute_depth", "compute_depth() -> float", "How far the patch is from the camera; more is farther."),
        new("crop", "crop(left, lower, right, upper) -> ImagePatch", profile.CropsAreRelative
            ? "A part of the patch. The sides count from the patch's own bottom left corner, not from the picture's."
            : "A part of the picture. The sides count from the picture's bottom left corner."),
        new("overlaps_with", "overlaps_with(left, lower, right, upper) -> bool", "Whether the patch and a rectangle of the picture share any point."),
    ];

    public static ViperApiEntry[] SegmentMethods { get; } =
    [
        new("frame_iterator", "frame_iterator() -> iterator of ImagePatch", "The frames, one after the other."),
        new("frame_from_index", "frame_from_index(index: int) -> ImagePatch", "One frame."),
        new("trim", "trim(start: int = None, end: int = None) -> VideoSegment", "Part of the frames, counted from the segment's first."),
        new("select_answer", "select_answer(info: dict, question: str, options: list[str] = None) -> str", "Answers a question from facts that the program has gathered."),
    ];

    public static ViperApiEntry[] Functions(ViperProfile profile) =>
    [
        new("best_image_match", "best_image_match(patches: list[ImagePatch], content: list[str]) -> ImagePatch", "The patch that fits the texts best; None without patches."),
        new("llm_query", "llm_query(query: str, context: str = None, long_answer: bool = True) -> str", "Asks a language model, which sees no picture: put what was seen into the query or the context."),
        new("process_guesses", "process_guesses(question: str, guesses: list[str]) -> str", "Has a language model settle a question from several answers to it."),
        new("distance", "distance(a, b) -> float", profile.OverlapCounts
            ? "Pixels between the edges of two patches, less than zero where they overlap; of two numbers their difference."
            : "Pixels between the edges of two patches; of two numbers their difference."),
        new("coerce_to_numeric", "coerce_to_numeric(text: str) -> float", "Reads the number in an answer, also in words."),
        new("bool_to_yesno", "bool_to_yesno(value: bool) -> str", "'yes' or 'no'."),
    ];
}
