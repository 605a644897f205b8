using System.Collections.Immutable;
using Sdvp.Core.Diagnostics;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs;

namespace Sdvp.Core.Generation;

/// <summary>
/// Gives programs that were written before, by example id; so that every run sees the same programs, whoever wrote them. They are
/// checked against the modules that are registered when they are asked for. Immutable and thread-safe.
/// </summary>
public sealed class StoredProgramGenerator : IProgramGenerator
{
    private readonly GenerationProfile _profile;
    private readonly IModuleRegistry _registry;
    private readonly IProgramLanguage _language;
    private readonly ImmutableDictionary<string, ImmutableArray<string>> _sources;

    /// <summary>Initialises a generator.</summary>
    /// <param name="profile">Language, modules and inputs of the programs; its instruction and examples are not used.</param>
    /// <param name="registry">The modules that programs may call.</param>
    /// <param name="languages">The languages; the profile's must be among them.</param>
    /// <param name="programs">Sources by example id. An id may stand there several times: then its sources are samples, in that order.</param>
    /// <exception cref="ArgumentException">The profile's language is not there.</exception>
    public StoredProgramGenerator(
        GenerationProfile profile, IModuleRegistry registry, IEnumerable<IProgramLanguage> languages, IEnumerable<KeyValuePair<string, string>> programs)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(registry);
        ArgumentNullException.ThrowIfNull(programs);
        _profile = profile;
        _registry = registry;
        _language = profile.FindLanguage(languages);
        _sources = programs.GroupBy(p => p.Key, p => p.Value, StringComparer.Ordinal)
            .ToImmutableDictionary(g => g.Key, g => g.ToImmutableArray(), StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public Task<ProgramGeneration> GenerateAsync(GenerationRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        var options = _profile.ParseOptions(_registry, request.Inputs);
        ImmutableArray<ProgramCandidate> candidates = _sources.TryGetValue(request.Id, out var sources)
            ? [.. sources.Select((source, sample) => Check(source, sample, options))]
            : [new() { Sample = 0, Failure = GenerationFailure.NotStored, Message = $"No program is stored for {request.Id}; {_sources.Count} other examples have one." }];
        foreach (var candidate in candidates)
        {
            GenerationInstruments.RecordSample(_profile.Name, candidate.Failure?.ToString() ?? GenerationTelemetry.ProgramOutcome, repairRounds: 0);
        }

        return Task.FromResult(new ProgramGeneration(request, _language.Name, candidates));
    }

    private ProgramCandidate Check(string source, int sample, ProgramParseOptions options)
    {
        var parse = _language.Parse(source, options);
        return new ProgramCandidate
        {
            Sample = sample,
            Source = source,
            Program = parse.Program,
            Diagnostics = parse.Diagnostics,
            IsCached = true,
            Failure = parse.Program is null ? GenerationFailure.Refused : null,
            Message = parse.Program is null ? $"The stored program was refused: {parse.Diagnostics.First(d => d.Severity == DiagnosticSeverity.Error)}" : null,
        };
    }
}
