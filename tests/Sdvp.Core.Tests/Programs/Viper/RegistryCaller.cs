using Sdvp.Core.Modules;
using Sdvp.Core.Programs;

namespace Sdvp.Core.Tests.Programs.Viper;

/// <summary>Calls the modules of a registry at once, and keeps every call.</summary>
internal sealed class RegistryCaller(IModuleRegistry registry) : IModuleCaller
{
    public List<(string Module, ModuleCall Call, CallSite Site)> Calls { get; } = [];

    public async ValueTask<ModuleResult> CallAsync(string module, ModuleCall call, CallSite site, CancellationToken cancellationToken = default)
    {
        Calls.Add((module, call, site));
        var result = (await registry.Snapshot[module].InvokeAsync([call], cancellationToken))[0];
        return result.Error is null ? result : throw new ProgramExecutionException(result.Error.Message, module, site, result.Error);
    }
}
