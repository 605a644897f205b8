using System.Collections.Concurrent;
using Sdvp.Core.Modules;
using Sdvp.Core.Values;

namespace Sdvp.Core.Tests.Execution;

/// <summary>Takes one argument <c>x</c>, remembers its batches and answers with a function; echoes by default.</summary>
internal sealed class FakeModule(string name, string version = "1") : IVisualModule
{
    public ModuleSignature Signature { get; init; } =
        ModuleSignature.Create(name, ProgramType.Any, new ModuleParameter("x", ProgramType.Any));

    public ModuleVersion Version { get; } = new(version);

    public Func<ModuleCall, ModuleResult> Answer { get; init; } = call => ModuleResult.FromValue(call.Get<ProgramValue>("x"));

    /// <summary>In place of <see cref="Answer"/>, for whole batches.</summary>
    public Func<IReadOnlyList<ModuleCall>, CancellationToken, Task<IReadOnlyList<ModuleResult>>>? AnswerBatch { get; init; }

    public ConcurrentQueue<string[]> Batches { get; } = new();

    public async ValueTask<IReadOnlyList<ModuleResult>> InvokeAsync(IReadOnlyList<ModuleCall> calls, CancellationToken cancellationToken = default)
    {
        Batches.Enqueue([.. calls.Select(call => call.Arguments.TryGetValue("x", out var x) ? x.ToString()! : "")]);
        await Task.Yield();
        return AnswerBatch is { } answer ? await answer(calls, cancellationToken) : [.. calls.Select(Answer)];
    }
}
