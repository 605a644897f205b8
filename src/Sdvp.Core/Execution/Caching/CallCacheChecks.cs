using Sdvp.Core.Modules;

namespace Sdvp.Core.Execution.Caching;

internal static class CallCacheChecks
{
    public static void RequireSuccess(CallKey key, ModuleResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (result.Error is not null)
        {
            throw new ArgumentException($"The call of {key.Module} failed ({result.Error.Message}); only results are kept.", nameof(result));
        }
    }
}
