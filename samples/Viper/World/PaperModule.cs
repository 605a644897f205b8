using Sdvp.Core.Modules;
using Sdvp.Core.Values;

namespace Sdvp.Samples.Viper.World;

/// <summary>A leaf that answers at once.</summary>
internal sealed class PaperModule(ModuleSignature signature, Func<ModuleCall, ProgramValue> answer)
    : SingleCallModule(signature, new ModuleVersion($"paper/{signature.Name}")), IInstantModule
{
    protected override ModuleResult Invoke(ModuleCall call) => ModuleResult.FromValue(answer(call));
}
