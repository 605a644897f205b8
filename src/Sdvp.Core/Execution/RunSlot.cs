using System.Runtime.ExceptionServices;
using Sdvp.Core.Programs;

namespace Sdvp.Core.Execution;

/// <summary>One run in flight.</summary>
internal sealed class RunSlot : IResumable
{
    private readonly RunState _state;
    private readonly RunExecution _execution;

    private RunSlot(RunState state, RunExecution execution) => (_state, _execution) = (state, execution);

    /// <summary>The run; null until it has ended.</summary>
    public ProgramRun? Run { get; private set; }

    /// <summary>A failure that is not the program's, such as a recorder that cannot write; null where there is none.</summary>
    public ExceptionDispatchInfo? HostFailure { get; private set; }

    /// <summary>Makes a run that begins when it is resumed.</summary>
    /// <param name="session">The session.</param>
    /// <param name="request">The request.</param>
    /// <param name="order">Its place among the session's requests.</param>
    /// <returns>The run.</returns>
    public static RunSlot Create(RunSession session, ProgramRequest? request, long order)
    {
        if (request is null)
        {
            throw new ArgumentException($"Request {order} is null.");
        }

        var state = new RunState(session, request, order);
        return new RunSlot(state, new RunExecution(state, request, FindLanguage(session.Services, request)));
    }

    public void Resume() => _ = RunAsync();

    private static IProgramLanguage? FindLanguage(RunnerServices services, ProgramRequest request) =>
        request.Program is RefusedProgram ? null
        : services.Languages.TryGetValue(request.Program.Language, out var language) ? language
        : throw new ArgumentException(
            $"The program of run {request.Id} is of the language {request.Program.Language}; registered are: " +
            $"{string.Join(", ", services.Languages.Keys.Order(StringComparer.Ordinal))}. Register the language with the runner.");

    private async Task RunAsync()
    {
        try
        {
            var run = await _execution.ExecuteAsync();
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

        // The session may go on from here, on this thread.
        _state.Session.Gate.Leave();
    }
}
