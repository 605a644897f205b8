using System.Diagnostics;
using System.Runtime.ExceptionServices;
using Sdvp.Core.Diagnostics;
using Sdvp.Core.Programs;
using Sdvp.Core.Values;

namespace Sdvp.Core.Execution;

/// <summary>One run in flight.</summary>
internal sealed class RunSlot
{
    private readonly RunnerServices _services;
    private readonly ProgramRequest _request;
    private readonly IProgramLanguage _language;
    private readonly RunState _state;
    private readonly QuiescenceGate _gate;

    private RunSlot(RunnerServices services, ProgramRequest request, IProgramLanguage language, RunState state, QuiescenceGate gate)
    {
        _services = services;
        _request = request;
        _language = language;
        _state = state;
        _gate = gate;
        Execution = Task.CompletedTask;
    }

    /// <summary>Ends with the run and never fails.</summary>
    public Task Execution { get; private set; }

    /// <summary>The run; null until it has ended.</summary>
    public ProgramRun? Run { get; private set; }

    /// <summary>A failure that is not the program's, such as a recorder that cannot write; null where there is none.</summary>
    public ExceptionDispatchInfo? HostFailure { get; private set; }

    public static RunSlot Begin(
        RunnerServices services, ProgramRequest? request, long order, PendingCalls pending, QuiescenceGate gate, ModuleInvoker invoker, CancellationToken stop)
    {
        if (request is null)
        {
            throw new ArgumentException($"Request {order} is null.");
        }

        if (!services.Languages.TryGetValue(request.Program.Language, out var language))
        {
            throw new ArgumentException(
                $"The program of run {request.Id} is of the language {request.Program.Language}; registered are: " +
                $"{string.Join(", ", services.Languages.Keys.Order(StringComparer.Ordinal))}. Register the language with the runner.");
        }

        var state = new RunState(services, request.Id, order, services.Registry.Snapshot, pending, gate, invoker, stop);
        var slot = new RunSlot(services, request, language, state, gate);
        gate.Enter();
        slot.Execution = Task.Run(() => slot.RunAsync(stop), CancellationToken.None);
        return slot;
    }

    private async Task RunAsync(CancellationToken stop)
    {
        try
        {
            var run = await ExecuteAsync(stop);
            HostFailure = _state.HostFailure;
            Run = run;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            HostFailure = _state.HostFailure;
        }
        catch (Exception error)
        {
            HostFailure = ExceptionDispatchInfo.Capture(error);
        }
        finally
        {
            _gate.Leave();
        }
    }

    private async Task<ProgramRun> ExecuteAsync(CancellationToken stop)
    {
        using var activity = SdvpInstruments.Activities.StartActivity(SdvpTelemetry.RunActivity);
        activity?.SetTag(SdvpTelemetry.RunTag, _request.Id);
        activity?.SetTag(SdvpTelemetry.ProgramTag, _request.Program.Id);
        var start = _services.Time.GetTimestamp();
        ProgramValue? value = null;
        ProgramExecutionException? error = null;
        try
        {
            value = await _language.ExecuteAsync(_request.Program, _request.Inputs, new RunCaller(_state), stop);
            error = _state.FindDuplicate(_request.Program.Language);
            value = error is null ? value : null;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            throw;
        }
        catch (ProgramExecutionException failure)
        {
            error = failure;
        }
        catch (Exception failure)
        {
            error = _state.WrapForeign(failure, _request.Program.Language);
        }

        var duration = _services.Time.GetElapsedTime(start);
        Report(activity, error, duration);
        return new ProgramRun
        {
            Id = _request.Id,
            ProgramId = _request.Program.Id,
            Value = value,
            Error = error,
            Records = _state.TakeRecords(),
            Duration = duration,
        };
    }

    private void Report(Activity? activity, ProgramExecutionException? error, TimeSpan duration)
    {
        if (error is null)
        {
            RunnerLog.RunEnded(_services.Logger, _request.Id, _request.Program.Id, _state.CallCount, duration.TotalMilliseconds);
            return;
        }

        activity?.SetStatus(ActivityStatusCode.Error, error.Message);
        RunnerLog.RunFailed(_services.Logger, error, _request.Id, _request.Program.Id, error.Message);
    }
}
