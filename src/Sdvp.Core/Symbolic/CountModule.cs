using Sdvp.Core.Modules;
using Sdvp.Core.Values;

namespace Sdvp.Core.Symbolic;

/// <summary>COUNT: the number of regions; where anything is counted, of text the number of its characters, surrogate pairs as one.</summary>
internal sealed class CountModule(bool countsAnything) : SingleCallModule(
    ModuleSignature.Create("COUNT", ProgramType.Integer, new ModuleParameter("box", countsAnything ? ProgramType.Any : ProgramType.Regions)),
    new ModuleVersion(countsAnything ? "count/1 anything" : "count/1")), IInstantModule
{
    protected override ModuleResult Invoke(ModuleCall call) => ModuleResult.FromValue(new IntegerValue(countsAnything
        ? Length(call.Get<ProgramValue>("box"))
        : call.Get<RegionsValue>("box").Regions.Length));

    private static int Length(ProgramValue value) => value switch
    {
        RegionsValue regions => regions.Regions.Length,
        ListValue list => list.Items.Length,
        TextValue text => text.Text.EnumerateRunes().Count(),
        _ => throw new ArgumentException($"COUNT cannot count {value.Type}; it takes regions, a list or text."),
    };
}
