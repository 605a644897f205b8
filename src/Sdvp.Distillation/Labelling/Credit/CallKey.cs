using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Values;

namespace Sdvp.Distillation.Labelling.Credit;

/// <summary>A module with its arguments: calls with equal keys have the same result.</summary>
internal readonly struct CallKey(string module, ImmutableDictionary<string, ProgramValue> arguments) : IEquatable<CallKey>
{
    private readonly string _module = module;
    private readonly ImmutableDictionary<string, ProgramValue> _arguments = arguments;

    public static CallKey Of(string module, ModuleCall call) => new(module, call.Arguments);

    public bool Equals(CallKey other)
    {
        if (_module != other._module || _arguments.Count != other._arguments.Count)
        {
            return false;
        }

        foreach (var (name, value) in _arguments)
        {
            if (!other._arguments.TryGetValue(name, out var theirs) || !value.Equals(theirs))
            {
                return false;
            }
        }

        return true;
    }

    public override bool Equals(object? obj) => obj is CallKey other && Equals(other);

    public override int GetHashCode()
    {
        // The order in which a dictionary gives its entries is not fixed, so their hashes are summed.
        var hash = _module.GetHashCode(StringComparison.Ordinal);
        foreach (var (name, value) in _arguments)
        {
            hash += HashCode.Combine(name, value);
        }

        return hash;
    }
}
