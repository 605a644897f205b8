using System.Runtime.ExceptionServices;
using Sdvp.Core.Programs;

namespace Sdvp.Core.Execution;

/// <summary>One run in flight.</summary>
internal sealed class RunSlot
{
    private readonly RunState _state;

    private RunSlot(RunState state)
    {
        _state = state;
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

        var language = FindLanguage(services, request);
        var state = new RunState(services, request, order, pending, gate, invoker, stop);
        var slot = new RunSlot(state);
        gate.Enter();
        slot.Execution = Task.Run(() => slot.RunAsync(new RunExecution(state, request, language)), CancellationToken.None);
        return slot;
    }

    private static IProgramLanguage? FindLanguage(RunnerServices services, ProgramRequest request) =>
        request.Program is RefusedProgram ? null
        : services.Languages.TryGetValue(request.Program.Language, out var language) ? language
        : throw new ArgumentException(
            $"The program of run {request.Id} is of the language {request.Program.Language}; registered are: " +
            $"{string.Join(", ", services.Languages.Keys.Order(StringComparer.Ordinal))}. Register the language with the runner.");

    private async Task RunAsync(RunExecution execution)
    {
        try
        {
            var run = await execution.ExecuteAsync();
            HostFailure = _state.HostFailure;
            Run = run;
        }
        catch (OperationCanceledException) when (_state.Stop.IsCancellationRequested)
        {
            HostFailure = _state.HostFailure;
        }
        catch (Exception error)
        {
            HostFailure = ExceptionDispatchInfo.Capture(error);
        }
        finally
        {
            _state.Gate.Leave();
        }
    }
}
