using System.Collections.Concurrent;
using System.Collections.Immutable;
using Sdvp.Core.Execution;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs;
using Sdvp.Core.Teaching;
using Sdvp.Core.Values;

namespace Sdvp.Distillation.Labelling.Credit;

/// <summary>One run, to be executed again and again with other results at some of its steps.</summary>
internal sealed class CounterfactualExecution
{
    private readonly IProgramLanguage _language;
    private readonly TaskExample _example;
    private readonly ImmutableDictionary<string, IVisualModule> _modules;
    private readonly ConcurrentDictionary<CallKey, ModuleResult> _known = new();
    private readonly CancellationToken _cancellationToken;

    public CounterfactualExecution(
        IProgramLanguage language, TaskExample example, ImmutableDictionary<string, IVisualModule> modules, ProgramRun run, CancellationToken cancellationToken)
    {
        _language = language;
        _example = example;
        _modules = modules;
        _cancellationToken = cancellationToken;
        foreach (var record in run.Records)
        {
            if (record.Value is { } value)
            {
                _known[new CallKey(record.Module, record.Arguments)] =
                    ModuleResult.FromValue(value) with { Distribution = record.Distribution, Proposals = record.Proposals };
            }
        }
    }

    public bool IsRight(ProgramValue? value) => AnswerAgreement.Agrees(value, _example.Answer!);

    /// <summary>Executes the program; a failure is a value like any other: the wrong one.</summary>
    public async Task<(ProgramValue? Value, string? Failure)> RunAsync(IReadOnlyDictionary<CallKey, ModuleResult> replaced)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        try
        {
            var caller = new ReplayingCaller(_modules, replaced, _known);
            return (await _language.ExecuteAsync(_example.Program, _example.Inputs, caller, _cancellationToken).ConfigureAwait(false), null);
        }
        catch (ProgramExecutionException error)
        {
            return (null, error.Message);
        }
    }
}
