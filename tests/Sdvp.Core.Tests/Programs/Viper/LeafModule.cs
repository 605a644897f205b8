using Sdvp.Core.Modules;

namespace Sdvp.Core.Tests.Programs.Viper;

/// <summary>A leaf of a script, which answers asynchronously and remembers the sizes of its batches.</summary>
internal sealed class LeafModule(string name, Func<IReadOnlyList<ModuleCall>, ModuleResult[]> answer) : IVisualModule
{
    public ModuleSignature Signature { get; } = name switch
    {
        "DETECT" => StandardSignatures.Loc(name),
        "MATCH" => StandardSignatures.Match(),
        _ => StandardSignatures.Vqa(name),
    };

    public ModuleVersion Version { get; } = new($"{name}/1");

    public List<int> BatchSizes { get; } = [];

    public async ValueTask<IReadOnlyList<ModuleResult>> InvokeAsync(IReadOnlyList<ModuleCall> calls, CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        BatchSizes.Add(calls.Count);
        return answer(calls);
    }
}
