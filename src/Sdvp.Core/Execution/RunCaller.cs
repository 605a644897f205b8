using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
using Sdvp.Core.Diagnostics;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs;
using Sdvp.Core.Recording;
using Sdvp.Core.Values;

namespace Sdvp.Core.Execution;

/// <summary>The choke point of one run: checks, batches, records, traces and isolates its calls. A program makes one call at a time.</summary>
internal sealed class RunCaller(
    RunnerServices services,
    string runId,
    long order,
    ImmutableDictionary<string, IVisualModule> modules,
    PendingCalls pending,
    QuiescenceGate gate,
    ModuleInvoker invoker,
    CancellationToken stop) : IModuleCaller
{
    /// <summary>Stands for the version, and in metrics for the name, of a module that is not registered.</summary>
    private const string Unregistered = "unregistered";

    private readonly List<StepRecord> _records = [];
    private (string Module, CallSite Site)? _last;
    private int _inCall;

    /// <summary>What a recorder threw; null where none did.</summary>
    public ExceptionDispatchInfo? HostFailure { get; private set; }

    public int CallCount => _records.Count;

    public ImmutableArray<StepRecord> TakeRecords() => [.. _records.OrderBy(record => record.StepIndex)];

    public async ValueTask<ModuleResult> CallAsync(string module, ModuleCall call, CallSite site, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(site);
        if (call.Arguments.FirstOrDefault(argument => argument.Value is null) is { Key: { } missing })
        {
            throw new ArgumentException($"Step {site.StepIndex} calls {module} with null for the argument {missing}; {nameof(ProgramValue)}.{nameof(ProgramValue.None)} stands for no value.", nameof(call));
        }

        if (Interlocked.Exchange(ref _inCall, 1) != 0)
        {
            throw new InvalidOperationException($"Step {site.StepIndex} calls {module} while another call of the same run waits; a program makes one call at a time.");
        }

        try
        {
            stop.ThrowIfCancellationRequested();
            cancellationToken.ThrowIfCancellationRequested();
            _last = (module, site);
            return await CallOneAsync(module, call, site, cancellationToken);
        }
        finally
        {
            Volatile.Write(ref _inCall, 0);
        }
    }

    /// <summary>Gives a failure of the language itself the place of the last call before it.</summary>
    /// <param name="error">The failure.</param>
    /// <param name="language">The language.</param>
    /// <returns>The failure as a program's.</returns>
    public ProgramExecutionException WrapForeign(Exception error, string language)
    {
        var message = $"The language {language} failed with {error.GetType().Name}: {error.Message}";
        return _last is { } last
            ? new ProgramExecutionException($"After step {last.Site.StepIndex} ({last.Module} at {last.Site.Span}): {message}", last.Module, last.Site, error)
            : new ProgramExecutionException($"Before the first call: {message}", language, new CallSite(0, null, default), error);
    }

    private async Task<ModuleResult> CallOneAsync(string name, ModuleCall call, CallSite site, CancellationToken cancellationToken)
    {
        var module = modules.GetValueOrDefault(name);
        using var activity = SdvpInstruments.Activities.StartActivity(SdvpTelemetry.CallActivity);
        activity?.SetTag(SdvpTelemetry.ModuleTag, name);
        activity?.SetTag(SdvpTelemetry.VersionTag, module?.Version.Id);
        activity?.SetTag(SdvpTelemetry.StepTag, site.StepIndex);
        var start = services.Time.GetTimestamp();
        var result = await AnswerAsync(name, module, call, site, cancellationToken);
        var duration = services.Time.GetElapsedTime(start);

        SdvpInstruments.RecordCall(module is null ? Unregistered : name, duration, result.Error is not null);
        Record(name, module, call, site, result, duration);
        if (result.Error is null)
        {
            return result;
        }

        var failure = StepFailure.Create(name, call, site, result.Error);
        activity?.SetStatus(ActivityStatusCode.Error, failure.Message);
        throw failure;
    }

    private async Task<ModuleResult> AnswerAsync(string name, IVisualModule? module, ModuleCall call, CallSite site, CancellationToken cancellationToken)
    {
        if (module is null)
        {
            return ModuleResult.FromError(new InvalidOperationException(
                $"No module is named {name}; registered are: {string.Join(", ", modules.Keys.Order(StringComparer.Ordinal))}."));
        }

        if (SignatureCheck.FindProblem(module.Signature, call.Arguments) is { } problem)
        {
            return ModuleResult.FromError(new ArgumentException(problem));
        }

        if (module is IInstantModule)
        {
            return (await invoker.InvokeAsync(module, [call], cancellationToken.CanBeCanceled ? cancellationToken : stop))[0];
        }

        var waiting = new PendingCall(module, call, order, site.StepIndex, gate);
        pending.Add(waiting);
        gate.Leave();
        return await waiting.WaitAsync(cancellationToken);
    }

    private void Record(string name, IVisualModule? module, ModuleCall call, CallSite site, ModuleResult result, TimeSpan duration)
    {
        var record = new StepRecord
        {
            RunId = runId,
            StepIndex = site.StepIndex,
            Output = site.Output,
            Module = name,
            Version = module?.Version ?? new ModuleVersion(Unregistered),
            Arguments = call.Arguments,
            Value = result.Value,
            Distribution = result.Distribution,
            Proposals = result.Proposals.IsDefault ? [] : result.Proposals,
            Span = site.Span,
            Duration = duration,
            Error = result.Error?.Message,
        };
        _records.Add(record);
        try
        {
            foreach (var recorder in services.Recorders)
            {
                recorder.Record(record);
            }
        }
        catch (Exception error)
        {
            // Not the program's failure: kept aside, so that no language can take it for one.
            HostFailure = ExceptionDispatchInfo.Capture(error);
            throw;
        }
    }
}
