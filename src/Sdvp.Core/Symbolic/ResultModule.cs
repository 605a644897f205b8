using Sdvp.Core.Modules;
using Sdvp.Core.Values;

namespace Sdvp.Core.Symbolic;

/// <summary>RESULT: the value of a variable.</summary>
internal sealed class ResultModule() : SingleCallModule(
    ModuleSignature.Create("RESULT", ProgramType.Any, new ModuleParameter("var", ProgramType.Any)), new ModuleVersion("result/1")), IInstantModule
{
    protected override ModuleResult Invoke(ModuleCall call) => ModuleResult.FromValue(call.Get<ProgramValue>("var"));
}
