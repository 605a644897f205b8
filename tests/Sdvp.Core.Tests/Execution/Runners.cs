using Microsoft.Extensions.Logging;
using Sdvp.Core.Execution;
using Sdvp.Core.Modules;
using Sdvp.Core.Recording;

namespace Sdvp.Core.Tests.Execution;

internal static class Runners
{
    public static ProgramRunner With(params IVisualModule[] modules) => With(new ModuleRegistry(modules));

    public static ProgramRunner With(
        IModuleRegistry registry, int maxConcurrent = 256, int maxBatch = 64, IStepRecorder? recorder = null, TimeProvider? time = null, ILogger<ProgramRunner>? logger = null) =>
        new(
            registry,
            [new ScriptLanguage()],
            new ProgramRunnerOptions { MaxConcurrentPrograms = maxConcurrent, MaxBatchSize = maxBatch },
            recorder is null ? null : [recorder],
            time,
            logger);

    public static async Task<List<ProgramRun>> RunAllAsync(this ProgramRunner runner, IEnumerable<ProgramRequest> requests)
    {
        var runs = new List<ProgramRun>();
        await foreach (var run in runner.RunAsync(requests, TestContext.Current.CancellationToken))
        {
            runs.Add(run);
        }

        return runs;
    }
}
