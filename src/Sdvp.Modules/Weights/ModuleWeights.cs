using Sdvp.Core.Modules;
using static TorchSharp.torch;
namespace Sdvp.Modules.Weights;
/// <summary>x</summary>
public static class ModuleWeights
{
    /// <summary>x</summary>
    public static void Save(nn.Module m, string f) => m.save(f);
    /// <summary>x</summary>
    public static void Load(nn.Module m, string f) => m.load(f);
}
/// <summary>x</summary>
public static class WeightsHash
{
    /// <summary>x</summary>
    public static ModuleVersion Compute(nn.Module m, string a) => new(a);
}
