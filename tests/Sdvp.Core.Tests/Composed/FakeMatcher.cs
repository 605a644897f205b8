using Sdvp.Core.Modules;
using Sdvp.Core.Values;

namespace Sdvp.Core.Tests.Composed;

/// <summary>Gives a logit for each pair of crop and text by a script; keeps every batch.</summary>
internal sealed class FakeMatcher(Func<PixelBox, string, double> logit, string version = "fake") : IVisualModule
{
    public ModuleSignature Signature { get; } = StandardSignatures.Match();

    public ModuleVersion Version { get; } = new(version);

    public List<IReadOnlyList<ModuleCall>> Batches { get; } = [];

    public Func<ModuleCall, ModuleResult>? Override { get; init; }

    public IEnumerable<string> Texts => Batches.SelectMany(b => b).SelectMany(c => c.Get<ListValue>("texts").Items).Select(t => ((TextValue)t).Text).Distinct();

    public ValueTask<IReadOnlyList<ModuleResult>> InvokeAsync(IReadOnlyList<ModuleCall> calls, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Batches.Add(calls);
        return new([.. calls.Select(call => Override?.Invoke(call) ?? ModuleResult.FromValue(new ListValue(
            [.. call.Get<ListValue>("texts").Items.Select(t => new NumberValue(logit(call.Get<ImageValue>("image").Box, ((TextValue)t).Text)))])))]);
    }
}
