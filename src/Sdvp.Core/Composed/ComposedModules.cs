using Microsoft.Extensions.AI;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs.VisProg;

namespace Sdvp.Core.Composed;

/// <summary>
/// Modules made of another module or of a language model by fixed rules: SELECT and CLASSIFY over an image-text matcher, LOC over a detector, LIST over
/// a chat client. They are as thread-safe as what stands behind them, and own none of it.
/// </summary>
/// <remarks>
/// The module behind is called directly, all calls of a batch at once: its calls make no records of their own. What it said stands in the result instead,
/// as <see cref="ModuleResult.Proposals"/>: each pair of object and text with its logit, or the detector's own proposals. Where it is taken from a registry,
/// it is the one registered at the moment of the call, and the version of the composed module names it.
/// </remarks>
public static class ComposedModules
{
    /// <summary>SELECT over a matcher: see <see cref="StandardSignatures.Selection"/>.</summary>
    /// <param name="matcher">A module of the signature <see cref="StandardSignatures.Match"/>.</param>
    /// <param name="compatibility">Which quirks of VisProg's code are kept; none where null.</param>
    /// <returns>The module.</returns>
    public static IVisualModule Select(IVisualModule matcher, VisProgCompatibility? compatibility = null) =>
        new SelectModule(new ModuleSource(matcher), compatibility ?? VisProgCompatibility.None);

    /// <summary>SELECT over the matcher that a registry holds when it is called.</summary>
    /// <param name="registry">Gives the registry; called when the module is first used or asked for its version.</param>
    /// <param name="matcher">The matcher's name in the registry.</param>
    /// <param name="compatibility">Which quirks of VisProg's code are kept; none where null.</param>
    /// <returns>The module.</returns>
    public static IVisualModule Select(Func<IModuleRegistry> registry, string matcher = "MATCH", VisProgCompatibility? compatibility = null) =>
        new SelectModule(new ModuleSource(registry, matcher), compatibility ?? VisProgCompatibility.None);

    /// <summary>CLASSIFY over a matcher: see <see cref="StandardSignatures.Classification"/>.</summary>
    /// <param name="matcher">A module of the signature <see cref="StandardSignatures.Match"/>.</param>
    /// <returns>The module.</returns>
    public static IVisualModule Classify(IVisualModule matcher) => new ClassifyModule(new ModuleSource(matcher));

    /// <summary>CLASSIFY over the matcher that a registry holds when it is called.</summary>
    /// <param name="registry">Gives the registry; called when the module is first used or asked for its version.</param>
    /// <param name="matcher">The matcher's name in the registry.</param>
    /// <returns>The module.</returns>
    public static IVisualModule Classify(Func<IModuleRegistry> registry, string matcher = "MATCH") => new ClassifyModule(new ModuleSource(registry, matcher));

    /// <summary>LOC as a task wants it, over a detector whose results carry proposals: thresholds, suppression, places, labels.</summary>
    /// <param name="name">The name in programs.</param>
    /// <param name="detector">A module of the signature <see cref="StandardSignatures.Loc"/>; its proposals should be neither cut nor suppressed yet.</param>
    /// <param name="settings">What the task wants.</param>
    /// <returns>The module.</returns>
    public static IVisualModule Loc(string name, IVisualModule detector, VisProgLocSettings settings) =>
        new LocSettingsModule(name, new ModuleSource(detector), settings);

    /// <summary>LOC as a task wants it, over the detector that a registry holds when it is called.</summary>
    /// <param name="name">The name in programs.</param>
    /// <param name="registry">Gives the registry; called when the module is first used or asked for its version.</param>
    /// <param name="detector">The detector's name in the registry.</param>
    /// <param name="settings">What the task wants.</param>
    /// <returns>The module.</returns>
    public static IVisualModule Loc(string name, Func<IModuleRegistry> registry, string detector, VisProgLocSettings settings) =>
        new LocSettingsModule(name, new ModuleSource(registry, detector), settings);

    /// <summary>LIST over a chat client: see <see cref="StandardSignatures.Listing"/>.</summary>
    /// <param name="name">The name in programs.</param>
    /// <param name="client">The language model; belongs to the caller.</param>
    /// <param name="options">How it is asked; the defaults where null.</param>
    /// <param name="time">The clock of the time limit; the system's where null.</param>
    /// <returns>The module.</returns>
    public static IVisualModule List(string name, IChatClient client, ChatListOptions? options = null, TimeProvider? time = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(client);
        return new ChatListModule(name, client, options ?? new ChatListOptions(), time ?? TimeProvider.System);
    }
}
