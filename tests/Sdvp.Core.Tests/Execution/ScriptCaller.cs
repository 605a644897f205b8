using Sdvp.Core.Modules;
using Sdvp.Core.Programs;
using Sdvp.Core.Values;

namespace Sdvp.Core.Tests.Execution;

/// <summary>Numbers the calls of a script.</summary>
internal sealed class ScriptCaller(IModuleCaller caller, CancellationToken cancellationToken)
{
    private int _next;

    public IModuleCaller Inner => caller;

    public Task<ProgramValue> CallAsync(string module, ProgramValue x) => CallAsync(module, ("x", x));

    public async Task<ProgramValue> CallAsync(string module, params (string Name, ProgramValue Value)[] arguments)
    {
        var index = _next++;
        var site = new CallSite(index, $"V{index}", new SourceSpan(index * 10, 9, index + 1, 1));
        return (await caller.CallAsync(module, Calls.Of(arguments), site, cancellationToken)).Value!;
    }
}
