using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs;
using Sdvp.Core.Values;

namespace Sdvp.Core.Generation;

/// <summary>
/// What a model is told of one task in one language: the instruction, the form of programs, the modules, examples. Immutable and thread-safe.
/// </summary>
public sealed record GenerationProfile
{
    /// <summary>Names the profile, such as <c>gqa</c>; enters the keys of the cache.</summary>
    public required string Name { get; init; }

    /// <summary>Name of the language that programs are written in, such as <c>visprog</c>.</summary>
    public required string Language { get; init; }

    /// <summary>What the programs are for.</summary>
    public required string Instruction { get; init; }

    /// <summary>The form of programs in this language, in words.</summary>
    public required string Syntax { get; init; }

    /// <summary>Variables that exist before the first step. Default: <c>IMAGE</c>.</summary>
    public ImmutableDictionary<string, ProgramType> Inputs { get; init; } =
        ImmutableDictionary<string, ProgramType>.Empty.Add("IMAGE", ProgramType.Image);

    /// <summary>
    /// Modules of the task, in the order in which they are described. Those of them that are not registered, or that call one that is not, are
    /// neither described nor accepted. Default: empty, every registered module in the order of names.
    /// </summary>
    public ImmutableArray<string> Modules { get; init; } = [];

    /// <summary>Writes the description of the modules from their signatures.</summary>
    public required IModuleDescriber Describer { get; init; }

    /// <summary>Examples. One that does not check against the modules that are registered is never shown.</summary>
    public ImmutableArray<InContextExample> Examples { get; init; } = [];

    /// <summary>What stands behind the three backticks of a code block, such as <c>python</c>. Default: nothing.</summary>
    public string FenceLabel { get; init; } = "";

    /// <summary>
    /// How the line begins with which a program begins, such as <c>def execute_command</c>: prose before it is dropped. Default: null,
    /// the language itself finds the program between prose.
    /// </summary>
    public string? StartMarker { get; init; }

    /// <summary>What stands before the question. Default: <c>Question: </c>.</summary>
    public string QuestionPrefix { get; init; } = "Question: ";

    /// <summary>
    /// Sets what is peculiar to the language in the options that programs are checked with, after modules and inputs are set. Default: null, nothing.
    /// </summary>
    public Func<ProgramParseOptions, ProgramParseOptions>? Configure { get; init; }

    /// <summary>The modules of this task that can be called, in the order in which they are described.</summary>
    /// <param name="registry">The modules of the host.</param>
    /// <returns>Their signatures.</returns>
    public ImmutableArray<ModuleSignature> ModulesOf(IModuleRegistry registry)
    {
        ArgumentNullException.ThrowIfNull(registry);
        var snapshot = registry.Snapshot;
        var names = Modules.IsDefaultOrEmpty ? snapshot.Keys.Order(StringComparer.Ordinal) : Modules.Distinct(StringComparer.Ordinal).Where(snapshot.ContainsKey);
        return [.. names.Select(name => snapshot[name].Signature).Where(signature => signature.Requires.All(snapshot.ContainsKey))];
    }

    internal IProgramLanguage FindLanguage(IEnumerable<IProgramLanguage> languages)
    {
        ArgumentNullException.ThrowIfNull(languages);
        var all = languages.ToArray();
        return all.FirstOrDefault(l => l.Name == Language) ?? throw new ArgumentException(
            $"The profile {Name} writes {Language}, which is not among the languages: {string.Join(", ", all.Select(l => l.Name))}. Register it, as AddViper does for viper.", nameof(languages));
    }

    internal ProgramParseOptions ParseOptions(IModuleRegistry registry, ImmutableDictionary<string, ProgramType>? inputs)
    {
        var snapshot = registry.Snapshot;
        var modules = ModulesOf(registry);
        var options = new ProgramParseOptions
        {
            Inputs = inputs ?? Inputs,
            // What a module calls must be known, or the module counts as one that cannot be called.
            Modules = modules.SelectMany(m => m.Requires.Append(m.Name)).Distinct(StringComparer.Ordinal)
                .ToImmutableDictionary(name => name, name => snapshot[name].Signature, StringComparer.Ordinal),
        };
        return Configure is null ? options : Configure(options);
    }
}
