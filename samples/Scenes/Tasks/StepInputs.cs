using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Recording;
using Sdvp.Core.Teaching;
using Sdvp.Core.Teaching.Adapters;
using Sdvp.Core.Values;

namespace Sdvp.Samples.Scenes.Tasks;

/// <summary>What calls were given.</summary>
public static class StepInputs
{
    /// <summary>The texts that programs gave to a module: what users ask, without the images they asked about and without answers.</summary>
    public static ImmutableArray<string> TextsOf(IEnumerable<StepRecord> records, string module, string parameter) =>
    [
        .. records.Where(r => r.Module == module)
            .Select(r => r.Arguments.GetValueOrDefault(parameter))
            .OfType<TextValue>()
            .Select(v => v.Text)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The pair that the call's image belongs to; an image of no pair stands on both sides.</summary>
    public static Func<ModuleCall, ImmutableDictionary<string, ProgramValue>> ForPairs(IEnumerable<TaskExample> examples)
    {
        var index = new ExampleInputIndex(examples);
        return call =>
        {
            var inputs = index.InputsOf(call);
            var whole = new ImageValue(call.Get<ImageValue>("image").Root);
            return inputs.ContainsKey("LEFT") ? inputs : inputs.SetItem("LEFT", whole).SetItem("RIGHT", whole);
        };
    }
}
