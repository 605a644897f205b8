using System.Collections.Immutable;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Sdvp.Core.Diagnostics;
using Sdvp.Core.Generation.Chat;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs;

namespace Sdvp.Core.Generation;

/// <summary>
/// Has a language model write programs: it is told the modules that are registered, shown examples, asked for samples, and handed the
/// diagnostics of a refused program for another try. Replies may be kept on disk, so that an experiment runs again without the model.
/// </summary>
/// <remarks>Thread-safe where the client is. The client stays the caller's.</remarks>
public sealed class ChatProgramGenerator : IProgramGenerator
{
    private const string UnknownModel = "unknown";

    private readonly GenerationProfile _profile;
    private readonly IModuleRegistry _registry;
    private readonly IProgramLanguage _language;
    private readonly ChatProgramGeneratorOptions _options;
    private readonly ChatCaller _caller;
    private readonly string _model;
    private readonly ILogger _logger;

    /// <summary>Initialises a generator.</summary>
    /// <param name="profile">What the model is told.</param>
    /// <param name="registry">The modules that programs may call; read anew for each question.</param>
    /// <param name="languages">The languages; the profile's must be among them.</param>
    /// <param name="client">The model; null to answer from the cache alone.</param>
    /// <param name="options">How to ask; null for the defaults. Later changes have no effect.</param>
    /// <param name="timeProvider">Measures the time limit; null for the system's clock.</param>
    /// <param name="logger">Takes failures as warnings; null for none.</param>
    /// <exception cref="ArgumentException">
    /// An option is out of range, the profile's language is not there, or there is neither a client nor a cache.
    /// </exception>
    public ChatProgramGenerator(
        GenerationProfile profile,
        IModuleRegistry registry,
        IEnumerable<IProgramLanguage> languages,
        IChatClient? client,
        ChatProgramGeneratorOptions? options = null,
        TimeProvider? timeProvider = null,
        ILogger<ChatProgramGenerator>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(registry);
        _profile = profile;
        _registry = registry;
        _language = profile.FindLanguage(languages);
        _options = options is null ? new() : options.Copy();
        _logger = logger ?? NullLogger<ChatProgramGenerator>.Instance;
        if (_options.FindProblems().FirstOrDefault() is { } problem)
        {
            throw new ArgumentException(problem, nameof(options));
        }

        if (client is null && _options.CacheFolder is null)
        {
            throw new ArgumentException(
                $"There is neither a chat client nor a {nameof(ChatProgramGeneratorOptions.CacheFolder)}; register an IChatClient, or name the folder of an earlier run.", nameof(client));
        }

        _model = _options.ModelId ?? client?.GetService<ChatClientMetadata>()?.DefaultModelId ?? UnknownModel;
        var cache = _options.CacheFolder is { } folder ? new ReplyCache(Path.GetFullPath(folder)) : null;
        _caller = new ChatCaller(client, cache, _options.Timeout, timeProvider ?? TimeProvider.System, _logger);
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">The cache cannot be read or written.</exception>
    public async Task<ProgramGeneration> GenerateAsync(GenerationRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        var modules = _profile.ModulesOf(_registry);
        var parseOptions = _profile.ParseOptions(_registry, request.Inputs);
        var examples = UsableExamples();
        using var turns = new SemaphoreSlim(_options.MaxConcurrency);
        var samples = Enumerable.Range(0, _options.Samples).Select(async sample =>
        {
            await turns.WaitAsync(cancellationToken);
            try
            {
                var shown = ExampleSelector.Select(examples, request.Question, _options.ExampleSelection, _options.ExampleCount, _options.Seed, sample);
                var messages = PromptBuilder.Begin(_profile, modules, parseOptions.Inputs, shown, request.Question);
                var candidate = await SampleAsync(messages, modules, parseOptions, sample, cancellationToken);
                GenerationInstruments.RecordSample(_profile.Name, candidate.Failure?.ToString() ?? GenerationTelemetry.ProgramOutcome, candidate.RepairRounds);
                return candidate;
            }
            finally
            {
                turns.Release();
            }
        });
        return new ProgramGeneration(request, _language.Name, [.. await Task.WhenAll(samples)]);
    }

    // An example that calls what is not there would teach the model to call it.
    private ImmutableArray<InContextExample> UsableExamples()
    {
        var options = _profile.ParseOptions(_registry, inputs: null);
        ImmutableArray<InContextExample> usable = [.. _profile.Examples.Where(e => _language.Parse(e.Program, options).Program is not null)];
        if (usable.Length < _profile.Examples.Length)
        {
            GenerationLog.ExamplesLeftOut(_logger, _profile.Name, _profile.Examples.Length - usable.Length);
        }

        return usable;
    }

    private async Task<ProgramCandidate> SampleAsync(
        ImmutableArray<PromptMessage> messages,
        ImmutableArray<ModuleSignature> modules,
        ProgramParseOptions parseOptions,
        int sample,
        CancellationToken cancellationToken)
    {
        var candidate = new ProgramCandidate { Sample = sample, IsCached = true };
        for (var round = 0; ; round++)
        {
            ChatReply reply;
            try
            {
                reply = await _caller.CallAsync(new ChatRequest(_profile, _model, _options, messages, sample), cancellationToken);
            }
            catch (ChatCallException error)
            {
                return candidate with { Failure = error.Failure, Message = error.Message, Cause = error.InnerException, IsCached = false };
            }

            var reading = ReplyReader.Read(reply.Text, _profile, _language, parseOptions);
            candidate = candidate with
            {
                Program = reading.Program,
                Source = reading.Source,
                Diagnostics = reading.Diagnostics,
                Replies = candidate.Replies.Add(reply.Text),
                RepairRounds = round,
                IsCached = candidate.IsCached && reply.IsCached,
            };
            if (reading.Program is not null)
            {
                return candidate;
            }

            GenerationLog.Refused(_logger, _profile.Name, sample, round, reading.Diagnostics.Length);
            if (round == _options.RepairRounds)
            {
                return Fail(candidate, reply);
            }

            messages = PromptBuilder.AskForRepair(messages, _profile.Describer.NamesOf(modules), reply, reading);
        }
    }

    private static ProgramCandidate Fail(ProgramCandidate candidate, ChatReply reply)
    {
        var tries = candidate.Replies.Length == 1 ? "" : $", also after {candidate.RepairRounds} round(s) of repair";
        if (string.IsNullOrWhiteSpace(reply.Text))
        {
            return candidate with { Failure = GenerationFailure.EmptyReply, Message = $"The model's reply is empty{tries}." };
        }

        var first = candidate.Diagnostics.First(d => d.Severity == DiagnosticSeverity.Error);
        var cut = reply.IsCutOff ? $" The reply was cut off; allow more in {nameof(ChatProgramGeneratorOptions)}.{nameof(ChatProgramGeneratorOptions.MaxOutputTokens)}." : "";
        return candidate with { Failure = GenerationFailure.Refused, Message = $"The model's program was refused{tries}: {first}{cut}" };
    }
}
