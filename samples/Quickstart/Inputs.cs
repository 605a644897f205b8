using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Teaching;
using Sdvp.Core.Teaching.Adapters;
using Sdvp.Core.Values;

namespace Sdvp.Samples.Quickstart;

/// <summary>The images around a call, for a teacher that is put in a module's place and wants a pair.</summary>
internal static class Inputs
{
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
