using System.Collections.Immutable;

namespace Sdvp.Distillation.Tests.Toys;

internal static class ImmutableExtensions
{
    public static ImmutableDictionary<string, T> ToImmutableDictionaryOrdinal<T>(this IEnumerable<KeyValuePair<string, T>> items) =>
        items.ToImmutableDictionary(StringComparer.Ordinal);
}
