using Sdvp.Core.Modules;

namespace Sdvp.Modules.Tests.Golden;

/// <summary>Calls modules whose work is synchronous on the test's own thread, where leaked tensors are counted.</summary>
internal static class Calls
{
    public static IReadOnlyList<ModuleResult> Run(IVisualModule module, IReadOnlyList<ModuleCall> calls) =>
        module.InvokeAsync(calls, CancellationToken.None).AsTask().GetAwaiter().GetResult();
}
