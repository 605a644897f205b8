using System.Diagnostics;
using Sdvp.Core.Diagnostics;
using Sdvp.Core.Execution.Caching;
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

    /// <summary>The line of execution has ended; its caller makes no more calls. Whoever goes on counts as computing.</summary>
    public void End()
    {
        if (Interlocked.Exchange(ref _state, Ended) == InCall)
        {
            // It left a call behind, with which it gave up being counted. That call takes its leave by itself.
            run.Session.Gate.Enter();
        }
    }

    public async ValueTask<ModuleResult> CallAsync(string module, ModuleCall call, CallSite site, CancellationToken cancellationToken = default)
    {
        site = Check(module, call, site);
        Begin(module, site.StepIndex);
        Activity? activity = null;
        try
        {
            ThrowIfStopped(cancellationToken);
            if (run.Recorded is { } recorded)
            {
                return Replay(recorded, module, call, site);
            }

            var found = run.Modules.GetValueOrDefault(module);
            activity = StartActivity(module, found?.Version.Id, site);
            var start = run.Services.Time.GetTimestamp();
            var result = found is null || SignatureCheck.FindProblem(found.Signature, call.Arguments) is not null
                ? Refuse(module, found, call)
                : found is IInstantModule
                    ? await run.Services.Invoker.InvokeOneAsync(found, call, cancellationToken.CanBeCanceled ? cancellationToken : run.Stop)
                    : await AnswerAsync(found, call, site, cancellationToken);
            var version = found is null ? new ModuleVersion(Unregistered) : found.Version;
            return EndCall(found is null ? Unregistered : module, module, version, call, site, result, start, activity);
        }
        finally
        {
            activity?.Dispose();
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
            var set = new BranchSet(run.Session.Gate, branches.Count);
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
            Record(name, name, version, call, site, ModuleResult.FromError(error), start);
            throw;
        }
        finally
        {
            children.End();
        }

        return EndCall(name, name, version, call, site, result, start, activity);
    }

    /// <summary>Answers by the result of an equal call, or waits for a batch.</summary>
    private ValueTask<ModuleResult> AnswerAsync(IVisualModule module, ModuleCall call, CallSite site, CancellationToken cancellationToken)
    {
        var session = run.Session;
        CallContent? content = null;
        if (session.Shared is { } shared && module.IsDeterministic)
        {
            content = CallContent.Create(module, call);
            if (shared.TryGet(content, out var known))
            {
                SdvpInstruments.RecordShared(module.Signature.Name, 1);
                return new ValueTask<ModuleResult>(known);
            }
        }

        var pending = new PendingCall(module, call, content, run.Order, site.StepIndex, session.Gate);
        session.Pending.Add(pending);
        session.Gate.Leave();

        // The session cancels its calls by itself when it stops.
        return cancellationToken.CanBeCanceled && cancellationToken != run.Stop ? WaitAsync(pending, cancellationToken) : pending.Task;
    }

    private static async ValueTask<ModuleResult> WaitAsync(PendingCall pending, CancellationToken cancellationToken)
    {
        await using var registration = cancellationToken.UnsafeRegister(static (call, token) => ((PendingCall)call!).Cancel(token), pending);
        return await pending.Task;
    }

    private ModuleResult Refuse(string name, IVisualModule? module, ModuleCall call) => ModuleResult.FromError(module is null
        ? new InvalidOperationException($"No module is named {name}; registered are: {string.Join(", ", run.Modules.Keys.Order(StringComparer.Ordinal))}.")
        : new ArgumentException(SignatureCheck.FindProblem(module.Signature, call.Arguments)));

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
        Record(metricName, name, version, call, site, result, start);
        if (result.Error is null)
        {
            return result;
        }

        var failure = StepFailure.Create(name, call, site, result.Error);
        activity?.SetStatus(ActivityStatusCode.Error, failure.Message);
        throw failure;
    }

    private void Record(string metricName, string name, ModuleVersion version, ModuleCall call, CallSite site, ModuleResult result, long start)
    {
        var duration = run.Services.Time.GetElapsedTime(start);
        SdvpInstruments.RecordCall(metricName, duration, result.Error is not null);
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

    private void Leave()
    {
        if (Interlocked.CompareExchange(ref _state, Idle, InCall) == Ended)
        {
            // The line of execution ended while this call was under way: nothing goes on from here.
            run.Session.Gate.Leave();
        }
    }

    private void ThrowIfStopped(CancellationToken cancellationToken)
    {
        run.Stop.ThrowIfCancellationRequested();
        cancellationToken.ThrowIfCancellationRequested();
    }
}
