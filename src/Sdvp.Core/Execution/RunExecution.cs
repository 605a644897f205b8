using System.Collections.Immutable;
using System.Diagnostics;
using Sdvp.Core.Diagnostics;
using Sdvp.Core.Execution.Fallbacks;
using Sdvp.Core.Programs;
using Sdvp.Core.Recording;
using Sdvp.Core.Values;

namespace Sdvp.Core.Execution;

/// <summary>Executes the program of one run, and the fallback where it gives no result.</summary>
/// <param name="state">The run.</param>
/// <param name="request">The request.</param>
/// <param name="language">The program's language; not used for a refused program.</param>
internal sealed class RunExecution(RunState state, ProgramRequest request, IProgramLanguage? language)
{
    private ImmutableArray<StepRecord> _records;

    /// <summary>Executes the run.</summary>
    /// <returns>The run, failed or not.</returns>
    /// <exception cref="OperationCanceledException">The runs were stopped.</exception>
    public async Task<ProgramRun> ExecuteAsync()
    {
        using var activity = SdvpInstruments.Activities.StartActivity(SdvpTelemetry.RunActivity);
        activity?.SetTag(SdvpTelemetry.RunTag, request.Id);
        activity?.SetTag(SdvpTelemetry.ProgramTag, request.Program.Id);
        var start = state.Services.Time.GetTimestamp();
        var (value, error) = await ExecuteProgramAsync();
        RunFallback? fallback = null;
        if (error is not null && state.MissingRecord is null && state.Services.Fallback is { } policy)
        {
            (value, fallback) = await FallBackAsync(policy, error);
            error = fallback.Failure is null ? null : error;
        }

        var run = new ProgramRun
        {
            Id = request.Id,
            ProgramId = request.Program.Id,
            Value = value,
            Error = error,
            Fallback = fallback,
            Records = _records.IsDefault || fallback is not null ? state.TakeRecords() : _records,
            Duration = state.Services.Time.GetElapsedTime(start),
        };
        Report(activity, run);
        return run;
    }

    private async ValueTask<(ProgramValue? Value, ProgramExecutionException? Error)> ExecuteProgramAsync()
    {
        if (request.Program is RefusedProgram refused)
        {
            return (null, refused.ToFailure());
        }

        var caller = new RunCaller(state);
        try
        {
            var value = await language!.ExecuteAsync(request.Program, request.Inputs, caller, state.Stop);
            _records = state.TakeRecords();
            var error = state.MissingRecord ?? state.FindDuplicate(_records, request.Program.Language);
            return (error is null ? value : null, error);
        }
        catch (OperationCanceledException) when (state.Stop.IsCancellationRequested)
        {
            throw;
        }
        catch (ProgramExecutionException failure)
        {
            return (null, state.MissingRecord ?? failure);
        }
        catch (Exception failure)
        {
            return (null, state.MissingRecord ?? state.WrapForeign(failure, request.Program.Language));
        }
        finally
        {
            caller.End();
        }
    }

    private async ValueTask<(ProgramValue? Value, RunFallback Fallback)> FallBackAsync(IRunFallback policy, ProgramExecutionException reason)
    {
        var cause = request.Program is RefusedProgram ? FallbackCause.Refused : FallbackCause.Failed;
        var use = new RunFallback(policy.Name, cause, reason, state.NextStepIndex);
        SdvpInstruments.RecordFallback(policy.Name, cause.ToString());
        RunnerLog.FellBack(state.Services.Logger, request.Id, request.Program.Id, policy.Name, reason.Message);
        var caller = new RunCaller(state);
        try
        {
            var value = await policy.AnswerAsync(new FailedRun(request, reason, use.FirstStepIndex), caller, state.Stop)
                ?? throw new InvalidOperationException($"The fallback {policy.Name} ({policy.GetType().Name}) gave null in place of a value.");
            return (value, use);
        }
        catch (OperationCanceledException) when (state.Stop.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception error)
        {
            RunnerLog.FallbackFailed(state.Services.Logger, error, policy.Name, request.Id, error.Message);
            var site = new CallSite(use.FirstStepIndex, null, default);
            var failure = state.MissingRecord ?? error as ProgramExecutionException
                ?? new ProgramExecutionException($"The fallback {policy.Name} failed: {error.Message}", policy.Name, site, error);
            return (null, use with { Failure = failure });
        }
        finally
        {
            caller.End();
        }
    }

    private void Report(Activity? activity, ProgramRun run)
    {
        SdvpInstruments.RecordRun(run.Error is not null ? "error" : run.Fallback is not null ? "fallback" : "answer");
        if (run.Error is not { } error)
        {
            RunnerLog.RunEnded(state.Services.Logger, run.Id, run.ProgramId, run.Records.Length, run.Duration.TotalMilliseconds);
            return;
        }

        activity?.SetStatus(ActivityStatusCode.Error, error.Message);
        RunnerLog.RunFailed(state.Services.Logger, error, run.Id, run.ProgramId, error.Message);
    }
}
