using System.Runtime.CompilerServices;
using Sdvp.Core.Execution;
using Sdvp.Core.Programs;
using Sdvp.Core.Values;

namespace Sdvp.Distillation.Tests.Evaluation;

/// <summary>Runs a program by a function of its source; reads a few requests ahead, as a batching runner does.</summary>
internal sealed class FakeRunner(Func<string, ProgramValue> run) : IProgramRunner
{
    private const int Ahead = 3;

    public Task<ProgramRun> RunAsync(ProgramRequest request, CancellationToken cancellationToken = default) => Task.FromResult(Run(request));

    public async IAsyncEnumerable<ProgramRun> RunAsync(IEnumerable<ProgramRequest> requests, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var chunk in requests.Chunk(Ahead))
        {
            await Task.Yield();
            foreach (var request in chunk)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return Run(request);
            }
        }
    }

    private ProgramRun Run(ProgramRequest request)
    {
        var result = new ProgramRun { Id = request.Id, ProgramId = request.Program.Id, Records = [], Duration = TimeSpan.Zero };
        try
        {
            return result with { Value = run(request.Program.Source) };
        }
        catch (ArgumentException error)
        {
            return result with { Error = new ProgramExecutionException("The step failed.", "VQA", new Sdvp.Core.Programs.CallSite(0, null, default), error) };
        }
    }
}
