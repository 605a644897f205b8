using System.Diagnostics;
using Sdvp.Core.Diagnostics;
using Sdvp.Core.Execution.Replay;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs;
using Sdvp.Core.Recording;
using Sdvp.Core.Values;

namespace Sdvp.Core.Execution;

/// <summary>
/// The choke point of one line of execution: checks, batches, records, traces and isolates its calls. A line of execution does one
/// thing at a time: a call, a composite or a set of branches, each of which has callers of its own.
/// </summary>
/// <param name="run">The run.</param>
/// <param name="parent">Step index of the composite that this line of execution is part of; null at top level.</param>
internal sealed class RunCaller(RunState run, int? parent = null) : IModuleCaller
{
    /// <summary>Stands for the version, and in metrics for the name, of a module that is not registered.</summary>
    private const string Unregistered = "unregistered";

    private const int Idle = 0;
    private const int InCall = 1;
    private const int Ended = 2;

    private int _state;

    /// <summary>The line of execution has ended; its caller makes no more calls.</summary>
    public void End() => Volatile.Write(ref _state, Ended);

    public async ValueTask<ModuleResult> CallAsync(string module, ModuleCall call, CallSite site, CancellationToken cancellationToken = default)
    {
        site = Check(module, call, site);
        Begin(module, site.StepIndex);
        try
        {
            ThrowIfStopped(cancellationToken);
            return await CallOneAsync(module, call, site, cancellationToken);
        }
        finally
        {
            Leave();
        }
    }

    public async ValueTask RunBranchesAsync(IReadOnlyList<Func<IModuleCaller, ValueTask>> branches, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(branches);
        Begin("branches", null);
        try
        {
            ThrowIfStopped(cancellationToken);
            var set = new BranchSet(run.Gate, branches.Count);
            for (var i = 0; i < branches.Count; i++)
            {
                set.Start(branches[i], i, new RunCaller(run, parent));
            }

            await set.JoinAsync();
            ThrowIfStopped(cancellationToken);
            set.FirstFailure?.Throw();
        }
        finally
        {
            Leave();
        }
    }

    public async ValueTask<ModuleResult> CallCompositeAsync(
        string name, ModuleVersion version, ModuleCall call, CallSite site, Func<IModuleCaller, ValueTask<ModuleResult>> body, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(body);
        site = Check(name, call, site);
        Begin(name, site.StepIndex);
        try
        {
            ThrowIfStopped(cancellationToken);
            return await AnswerCompositeAsync(name, version, call, site, body, cancellationToken);
        }
        finally
        {
            Leave();
        }
    }

    private async ValueTask<ModuleResult> CallOneAsync(string name, ModuleCall call, CallSite site, CancellationToken cancellationToken)
    {
        if (run.Recorded is { } recorded)
        {
            return Replay(recorded, name, call, site);
        }

        var module = run.Modules.GetValueOrDefault(name);
        using var activity = StartActivity(name, module?.Version.Id, site);
        var start = run.Services.Time.GetTimestamp();
        var result = await AnswerAsync(name, module, call, site, cancellationToken);
        var version = module?.Version ?? new ModuleVersion(Unregistered);
        return EndCall(module is null ? Unregistered : name, name, version, call, site, result, start, activity);
    }

    private async ValueTask<ModuleResult> AnswerCompositeAsync(
        string name, ModuleVersion version, ModuleCall call, CallSite site, Func<IModuleCaller, ValueTask<ModuleResult>> body, CancellationToken cancellationToken)
    {
        using var activity = StartActivity(name, version.Id, site);
        var start = run.Services.Time.GetTimestamp();
        var children = new RunCaller(run, site.StepIndex);
        ModuleResult result;
        try
        {
            result = await body(children)
                ?? ModuleResult.FromError(new InvalidOperationException($"The body of the composite {name} gave null in place of a result."));
        }
        catch (OperationCanceledException) when (run.Stop.IsCancellationRequested || cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception error) when (run.HostFailure is null)
        {
            // The failure is the child's, or the language's own; it goes on as it is.
            activity?.SetStatus(ActivityStatusCode.Error, error.Message);
            Count(name, version, call, site, ModuleResult.FromError(error), start);
            throw;
        }
        finally
        {
            children.End();
        }

        return EndCall(name, name, version, call, site, result, start, activity);
    }

    private async ValueTask<ModuleResult> AnswerAsync(string name, IVisualModule? module, ModuleCall call, CallSite site, CancellationToken cancellationToken)
    {
        if (module is null)
        {
            return ModuleResult.FromError(new InvalidOperationException(
                $"No module is named {name}; registered are: {string.Join(", ", run.Modules.Keys.Order(StringComparer.Ordinal))}."));
        }

        if (SignatureCheck.FindProblem(module.Signature, call.Arguments) is { } problem)
        {
            return ModuleResult.FromError(new ArgumentException(problem));
        }

        if (module is IInstantModule)
        {
            return (await run.Invoker.InvokeAsync(module, [call], cancellationToken.CanBeCanceled ? cancellationToken : run.Stop))[0];
        }

        var waiting = new PendingCall(module, call, run.Order, site.StepIndex, run.Gate);
        run.Pending.Add(waiting);
        run.Gate.Leave();
        return await waiting.WaitAsync(cancellationToken);
    }

    private ModuleResult Replay(RecordedRun recorded, string name, ModuleCall call, CallSite site)
    {
        StepRecord record;
        try
        {
            record = recorded.Find(name, call, site);
        }
        catch (MissingRecordException missing)
        {
            var failure = new ProgramExecutionException(missing.Message, name, site, missing);
            run.AddMissingRecord(failure);
            throw failure;
        }

        var result = RecordedRun.ToResult(record);
        run.Record(name, record.Version, call, site, result, record.Duration);
        return result.Error is null ? result : throw StepFailure.Create(name, call, site, result.Error);
    }

    private ModuleResult EndCall(
        string metricName, string name, ModuleVersion version, ModuleCall call, CallSite site, ModuleResult result, long start, Activity? activity)
    {
        Count(name, version, call, site, result, start, metricName);
        if (result.Error is null)
        {
            return result;
        }

        var failure = StepFailure.Create(name, call, site, result.Error);
        activity?.SetStatus(ActivityStatusCode.Error, failure.Message);
        throw failure;
    }

    private void Count(string name, ModuleVersion version, ModuleCall call, CallSite site, ModuleResult result, long start, string? metricName = null)
    {
        var duration = run.Services.Time.GetElapsedTime(start);
        SdvpInstruments.RecordCall(metricName ?? name, duration, result.Error is not null);
        run.Record(name, version, call, site, result, duration);
    }

    private static Activity? StartActivity(string name, string? version, CallSite site)
    {
        var activity = SdvpInstruments.Activities.StartActivity(SdvpTelemetry.CallActivity);
        activity?.SetTag(SdvpTelemetry.ModuleTag, name);
        activity?.SetTag(SdvpTelemetry.VersionTag, version);
        activity?.SetTag(SdvpTelemetry.StepTag, site.StepIndex);
        return activity;
    }

    private CallSite Check(string name, ModuleCall call, CallSite site)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(site);
        foreach (var (parameter, value) in call.Arguments)
        {
            if (value is null)
            {
                throw new ArgumentException(
                    $"Step {site.StepIndex} calls {name} with null for the argument {parameter}; {nameof(ProgramValue)}.{nameof(ProgramValue.None)} stands for no value.", nameof(call));
            }
        }

        return site.Parent == parent ? site : site with { Parent = parent };
    }

    private void Begin(string name, int? step)
    {
        var state = Interlocked.CompareExchange(ref _state, InCall, Idle);
        if (state == Idle)
        {
            return;
        }

        var what = step is null ? "The program starts branches" : $"Step {step} calls {name}";
        throw new InvalidOperationException(state == InCall
            ? $"{what} while another call of the same caller waits; a caller makes one call at a time, and {nameof(RunBranchesAsync)} runs several."
            : $"{what} with the caller of a branch or composite that has ended; use the caller of the line of execution that goes on.");
    }

    private void Leave() => Interlocked.CompareExchange(ref _state, Idle, InCall);

    private void ThrowIfStopped(CancellationToken cancellationToken)
    {
        run.Stop.ThrowIfCancellationRequested();
        cancellationToken.ThrowIfCancellationRequested();
    }
}
