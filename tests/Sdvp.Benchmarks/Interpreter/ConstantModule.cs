using Sdvp.Core.Modules;
using Sdvp.Core.Values;

namespace Sdvp.Benchmarks.Interpreter;

/// <summary>Gives one value, at once and whatever it is asked; in batches.</summary>
internal class ConstantModule(ModuleSignature signature, ProgramValue value) : IVisualModule
{
    private readonly ModuleResult _result = ModuleResult.FromValue(value);

    public ModuleSignature Signature => signature;

    public ModuleVersion Version { get; } = new("constant");

    public ValueTask<IReadOnlyList<ModuleResult>> InvokeAsync(IReadOnlyList<ModuleCall> calls, CancellationToken cancellationToken = default)
    {
        var results = new ModuleResult[calls.Count];
        Array.Fill(results, _result);
        return new ValueTask<IReadOnlyList<ModuleResult>>(results);
    }
}
