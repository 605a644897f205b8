namespace Sdvp.Core.Programs.Viper;

/// <summary>What Viper programs may spend, and which modules stand behind their API. Read when a language is made.</summary>
public sealed class ViperOptions
{
    /// <summary>Steps of computation in a run; at least 1. A step is an instruction, or an item that a built-in function looks at. Default: 10,000,000.</summary>
    public long MaximumSteps { get; set; } = 10_000_000;

    /// <summary>Time that a run may compute; more than zero. Waiting for modules does not count. Default: 10 seconds.</summary>
    public TimeSpan MaximumDuration { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Items that a run may make, counted over the whole run: each item of a container is one or a few, and so are 16 characters of text.
    /// At least 1. Default: 1,000,000, which keeps a run below 200 MB.
    /// </summary>
    public long MaximumItems { get; set; } = 1_000_000;

    /// <summary>Calls of functions inside of each other; at least 1, at most 100,000. Default: 1,000.</summary>
    public int MaximumDepth { get; set; } = 1_000;

    /// <summary>How the image API behaves. Default: <see cref="ViperProfile.Default"/>.</summary>
    public ViperProfile Profile { get; set; } = ViperProfile.Default;

    /// <summary>The module that <c>find</c> calls where it is registered; else <see cref="LocModule"/>. Default: <c>DETECT</c>.</summary>
    public string DetectModule { get; set; } = "DETECT";

    /// <summary>The module that <c>find</c> calls where no <see cref="DetectModule"/> is registered. Default: <c>LOC</c>.</summary>
    public string LocModule { get; set; } = "LOC";

    /// <summary>The module behind <c>simple_query</c> and the questions of <c>exists</c>. Default: <c>VQA</c>.</summary>
    public string VqaModule { get; set; } = "VQA";

    /// <summary>The module behind <c>best_text_match</c>. Default: <c>MATCH</c>.</summary>
    public string MatchModule { get; set; } = "MATCH";

    /// <summary>The module behind <c>verify_property</c>. Default: <c>MATCH</c>.</summary>
    public string VerifyModule { get; set; } = "MATCH";

    /// <summary>The module behind <c>best_image_match</c>. Default: <c>MATCH</c>.</summary>
    public string CompareModule { get; set; } = "MATCH";

    /// <summary>The module behind <c>compute_depth</c>. Default: <c>DEPTH</c>.</summary>
    public string DepthModule { get; set; } = "DEPTH";

    /// <summary>The module behind <c>llm_query</c>, and behind <c>process_guesses</c> and <c>select_answer</c> where they have none of their own. Default: <c>LLM</c>.</summary>
    public string LlmModule { get; set; } = "LLM";

    /// <summary>
    /// A module <c>(question: Text, guesses: List) → Text</c> that answers <c>process_guesses</c>; null for the language model. Default: null.
    /// </summary>
    public string? GuessModule { get; set; }

    /// <summary>
    /// A module <c>(info: List, question: Text, options: List?) → Text</c> that answers <c>select_answer</c>, where info is a list of lists of key
    /// and value; null for the language model. Default: null.
    /// </summary>
    public string? SelectAnswerModule { get; set; }

    /// <summary>What <c>verify_property</c> must exceed, in [0, 1]: the mean probability of the property against each of <see cref="OtherProperties"/>. Default: 0.6.</summary>
    public double VerifyThreshold { get; set; } = 0.6;

    /// <summary>The properties that <c>verify_property</c> holds against the one asked for; at least one. Default: colours, materials, sizes and states.</summary>
    public IReadOnlyList<string> OtherProperties { get; set; } =
    [
        "black", "white", "gray", "red", "orange", "yellow", "green", "blue", "purple", "pink", "brown", "wooden", "metal", "plastic", "glass", "paper",
        "large", "small", "long", "short", "round", "square", "old", "new", "clean", "dirty", "open", "closed", "empty", "full", "wet", "dry",
        "standing", "sitting", "lying", "moving", "striped", "plain",
    ];

    /// <summary>The share of its image that a box must exceed to be found, in [0, 1). Default: 0; published for referring expressions: 0.03.</summary>
    public double MinimumAreaRatio { get; set; }

    internal IEnumerable<string> FindProblems()
    {
        if (MaximumSteps < 1)
        {
            yield return $"{nameof(MaximumSteps)} is {MaximumSteps}; expected is at least 1.";
        }

        if (MaximumDuration <= TimeSpan.Zero)
        {
            yield return $"{nameof(MaximumDuration)} is {MaximumDuration}; expected is more than zero.";
        }

        if (MaximumItems < 1)
        {
            yield return $"{nameof(MaximumItems)} is {MaximumItems}; expected is at least 1.";
        }

        if (MaximumDepth is < 1 or > 100_000)
        {
            yield return $"{nameof(MaximumDepth)} is {MaximumDepth}; expected is from 1 to 100,000.";
        }

        if (VerifyThreshold is not (>= 0 and <= 1))
        {
            yield return $"{nameof(VerifyThreshold)} is {VerifyThreshold}; expected is from 0 to 1.";
        }

        if (MinimumAreaRatio is not (>= 0 and < 1))
        {
            yield return $"{nameof(MinimumAreaRatio)} is {MinimumAreaRatio}; expected is from 0 to below 1.";
        }

        if (OtherProperties.Count == 0)
        {
            yield return $"{nameof(OtherProperties)} is empty; expected is at least one property.";
        }
    }
}
