using System.Collections.Immutable;
using Sdvp.Core.Values;

namespace Sdvp.Core.Modules;

/// <summary>The arguments of one invocation of a module.</summary>
/// <param name="Arguments">Argument values by parameter name, already checked against the signature's types.</param>
public sealed record ModuleCall(ImmutableDictionary<string, ProgramValue> Arguments)
{
    /// <summary>Gives an argument.</summary>
    /// <typeparam name="T">The expected kind of value.</typeparam>
    /// <param name="name">The parameter's name.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException">The argument is missing or of another kind.</exception>
    public T Get<T>(string name)
        where T : ProgramValue
    {
        if (!Arguments.TryGetValue(name, out var value))
        {
            throw new ArgumentException($"The argument {name} is missing; given were: {string.Join(", ", Arguments.Keys.Order(StringComparer.Ordinal))}.", nameof(name));
        }

        return value as T
            ?? throw new ArgumentException($"The argument {name} is {value.Type}, but {typeof(T).Name} is expected.", nameof(name));
    }
}
