using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using Sdvp.Core.Composed;
using Sdvp.Core.DependencyInjection;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs.VisProg;
using Sdvp.Core.Symbolic;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the modules of VisProg that work over other modules, chat clients or images. The symbolic ones come with <c>AddSdvp</c>.</summary>
public static class SdvpVisProgExtensions
{
    /// <summary>Adds SELECT and CLASSIFY over the image-text matcher of the registry. Programs that call them are refused while no matcher is registered.</summary>
    /// <param name="builder">From <c>AddSdvp</c>.</param>
    /// <param name="matcher">The matcher's name. Default: <c>MATCH</c>.</param>
    /// <returns>The builder.</returns>
    public static ISdvpBuilder AddVisProgModules(this ISdvpBuilder builder, string matcher = "MATCH")
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(matcher);
        return builder
            .AddModule(services => ComposedModules.Select(services.GetRequiredService<IModuleRegistry>, matcher, Compatibility(services)))
            .AddModule(services => ComposedModules.Classify(services.GetRequiredService<IModuleRegistry>, matcher));
    }

    /// <summary>Adds LOC as a task wants it, over a detector of the registry.</summary>
    /// <param name="builder">From <c>AddSdvp</c>.</param>
    /// <param name="name">The name in programs, such as <c>LOC</c>.</param>
    /// <param name="detector">The detector's name in the registry, another one.</param>
    /// <param name="settings">What the task wants, such as <c>VisProgTask.Gqa.Loc</c>.</param>
    /// <returns>The builder.</returns>
    public static ISdvpBuilder AddLocSettings(this ISdvpBuilder builder, string name, string detector, VisProgLocSettings settings)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(settings);
        return builder.AddModule(services => ComposedModules.Loc(name, services.GetRequiredService<IModuleRegistry>, detector, settings));
    }

    /// <summary>Adds LIST over the host's <see cref="IChatClient"/>.</summary>
    /// <param name="builder">From <c>AddSdvp</c>.</param>
    /// <param name="name">The name in programs. Default: <c>LIST</c>.</param>
    /// <param name="configure">Changes how the language model is asked; null for the defaults, with the host's compatibility.</param>
    /// <returns>The builder.</returns>
    public static ISdvpBuilder AddChatList(this ISdvpBuilder builder, string name = "LIST", Action<ChatListOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddModule(services =>
        {
            var compatibility = Compatibility(services);
            var options = new ChatListOptions { EnforcesMax = !compatibility.UnlimitedLists, TrimsItems = !compatibility.UntrimmedQueries };
            configure?.Invoke(options);
            return ComposedModules.List(name, services.GetRequiredService<IChatClient>(), options, services.GetRequiredService<TimeProvider>());
        });
    }

    /// <summary>Adds EMOJI with images that the host supplies.</summary>
    /// <param name="builder">From <c>AddSdvp</c>.</param>
    /// <param name="emojis">The images, such as <see cref="EmojiImages"/>; belongs to the caller.</param>
    /// <returns>The builder.</returns>
    public static ISdvpBuilder AddEmojis(this ISdvpBuilder builder, IEmojiSource emojis)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddModule(SymbolicModules.CreateEmoji(emojis));
    }

    private static VisProgCompatibility Compatibility(IServiceProvider services) => services.GetRequiredService<IOptions<SdvpOptions>>().Value.Compatibility;
}
