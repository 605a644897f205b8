using Sdvp.Core.Modules;
using Sdvp.Core.Programs;
using Sdvp.Core.Programs.Expressions;
using Sdvp.Core.Values;

namespace Sdvp.Core.Tests.Programs.VisProg;

/// <summary>Answers EVAL and RESULT as they are specified and other modules by a script; keeps every call.</summary>
internal sealed class ScriptedCaller(Func<string, ModuleCall, ProgramValue> script) : IModuleCaller
{
    public List<(string Module, ModuleCall Call, CallSite Site)> Calls { get; } = [];

    public async ValueTask<ModuleResult> CallAsync(string module, ModuleCall call, CallSite site, CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        Calls.Add((module, call, site));
        return ModuleResult.FromValue(module switch
        {
            "EVAL" => ProgramExpression.Parse(call.Get<TextValue>("expr").Text).Expression!.Evaluate(call.Arguments),
            "RESULT" => call.Get<ProgramValue>("var"),
            _ => script(module, call),
        });
    }
}
