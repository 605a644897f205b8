using System.Collections.Frozen;
using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Values;

namespace Sdvp.Core.Teaching.Adapters;

/// <summary>Finds the inputs of the example that a call belongs to by the image in its arguments. Immutable and thread-safe.</summary>
public sealed class ExampleInputIndex
{
    private readonly FrozenDictionary<string, ImmutableDictionary<string, ProgramValue>> _inputsByImage;

    /// <summary>Reads the images of examples.</summary>
    /// <param name="examples">The examples; where several share an image, the first counts.</param>
    public ExampleInputIndex(IEnumerable<TaskExample> examples)
    {
        ArgumentNullException.ThrowIfNull(examples);
        var map = new Dictionary<string, ImmutableDictionary<string, ProgramValue>>(StringComparer.Ordinal);
        foreach (var example in examples)
        {
            foreach (var image in example.Inputs.Values.OfType<ImageValue>())
            {
                map.TryAdd(image.Root.ContentId, example.Inputs);
            }
        }

        _inputsByImage = map.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>Finds the inputs for a call.</summary>
    /// <param name="call">The call.</param>
    /// <returns>The inputs of the example that has the call's image, or none.</returns>
    public ImmutableDictionary<string, ProgramValue> InputsOf(ModuleCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        foreach (var image in call.Arguments.Values.OfType<ImageValue>())
        {
            if (_inputsByImage.TryGetValue(image.Root.ContentId, out var inputs))
            {
                return inputs;
            }
        }

        return ImmutableDictionary<string, ProgramValue>.Empty;
    }
}
