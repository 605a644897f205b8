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
}
