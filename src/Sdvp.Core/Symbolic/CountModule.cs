using Sdvp.Core.Modules;
using Sdvp.Core.Values;

namespace Sdvp.Core.Symbolic;

/// <summary>COUNT: the number of regions.</summary>
internal sealed class CountModule() : SingleCallModule(
    ModuleSignature.Create("COUNT", ProgramType.Integer, new ModuleParameter("box", ProgramType.Regions)), new ModuleVersion("count/1")), IInstantModule
{
    protected override ModuleResult Invoke(ModuleCall call) =>
        ModuleResult.FromValue(new IntegerValue(call.Get<RegionsValue>("box").Regions.Length));
}
