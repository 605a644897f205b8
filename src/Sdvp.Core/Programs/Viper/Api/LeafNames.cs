using System.Collections.Immutable;
using Sdvp.Core.Modules;

namespace Sdvp.Core.Programs.Viper.Api;

/// <summary>The modules behind the image API, as they are registered.</summary>
internal sealed record LeafNames(
    string Detect, string Vqa, string Match, string Verify, string Compare, string Depth, string Llm, string? Guess, string? SelectAnswer)
{
    public static LeafNames Of(ViperOptions options, ImmutableDictionary<string, ModuleSignature> modules) => new(
        modules.ContainsKey(options.DetectModule) ? options.DetectModule : options.LocModule,
        options.VqaModule,
        options.MatchModule,
        options.VerifyModule,
        options.CompareModule,
        options.DepthModule,
        options.LlmModule,
        options.GuessModule,
        options.SelectAnswerModule);

    /// <summary>The modules that a method of patches and segments, or a function, calls; empty for what calls none.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="isMethod">Whether it is a method.</param>
    /// <param name="profile">How the API behaves.</param>
    public string[] NeededBy(string name, bool isMethod, ViperProfile profile) => (name, isMethod) switch
    {
        ("find", true) => [Detect],
        ("exists", true) => profile.ExistsAsks ? [Detect, Vqa] : [Detect],
        ("simple_query", true) => [Vqa],
        ("verify_property", true) => [Verify],
        ("best_text_match", true) => [Match],
        ("best_image_match", false) => [Compare],
        ("compute_depth", true) => [Depth],
        ("llm_query", _) => [Llm],
        ("process_guesses", false) => [Guess ?? Llm],
        ("select_answer", true) => [SelectAnswer ?? Llm],
        _ => [],
    };
}
