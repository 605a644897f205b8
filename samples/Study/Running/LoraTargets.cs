using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Modules.Film;
using Sdvp.Modules.OwlVit;

namespace Sdvp.Samples.Study.Running;

/// <summary>The linear layers of networks that low-rank adapters are attached to.</summary>
internal static class LoraTargets
{
    /// <summary>Of transformers queries and values, as is usual.</summary>
    public static ImmutableArray<string> Of(IVisualModule module) => module switch
    {
        FilmVqaModule => ["mix", "modulation", "hidden", "answers"],
        FilmLocModule => ["mix", "modulation", "query", "key"],
        OwlVitLocModule => ["q_proj", "v_proj"],
        _ => ["query", "value"],
    };
}
