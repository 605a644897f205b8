using Sdvp.Core.Programs.Viper.Runtime;
using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Library;

/// <summary>The part of the module <c>functools</c> that programs use.</summary>
internal static class FunctoolsModule
{
    public static IEnumerable<KeyValuePair<string, PyObject>> Members() =>
    [
        new("reduce", new PyNative("reduce", "function, iterable, initial=, /", async (m, a) =>
        {
            var iterator = Iteration.Of(a[1]);
            var total = a[2] ?? await iterator.NextAsync(m) ?? throw PyError.Type("reduce() of empty iterable with no initial value");
            while (await iterator.NextAsync(m) is { } item)
            {
                total = await m.CallAsync(a[0], total, item);
            }

            return total;
        })),
        new("partial", new PyNative("partial", "func, /, *args, **kwargs", (m, a) =>
        {
            var named = ((PyDict)a[2]).Items.ToArray();
            m.Budget.Allocate(2 + ((PyTuple)a[1]).Items.Length + named.Length);
            return Machine.IsCallable(a[0])
                ? new PyPartial(a[0], ((PyTuple)a[1]).Items, [.. named.Select(n => ((PyText)n.Key).Value)], [.. named.Select(n => n.Value)])
                : throw PyError.Type("the first argument must be callable");
        })),
    ];
}
