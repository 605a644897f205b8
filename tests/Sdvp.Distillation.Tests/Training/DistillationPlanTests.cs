using Sdvp.Distillation.Tests.Toys;
using Sdvp.Distillation.Training;

namespace Sdvp.Distillation.Tests.Training;

public sealed class DistillationPlanTests
{
    [Fact]
    public async Task DistillAsync_TaskThatDoesNotFit_SaysWhy()
    {
        var colours = ToyTask.Colours(4);
        await RefusedAsync(colours with { Name = "a/b" }, "a/b");
        await RefusedAsync(colours with { Examples = [] }, "no examples");
        await RefusedAsync(colours with { Examples = [colours.Examples[0], colours.Examples[0]] }, "the id e0");
        await RefusedAsync(colours with { Adapters = [] }, "no adapters");
        await RefusedAsync(colours with { Adapters = [new ToyVqaAdapter(), new ToyVqaAdapter()] }, "two adapters for VQA");
        await RefusedAsync(colours with { Validation = [ToyTask.Example("v", "VQA colour", 1)] }, "example v");
    }

    [Fact]
    public async Task DistillAsync_AdapterOfNoRegisteredModule_NamesThoseThatAre()
    {
        using var host = new ToyHost(null, ToyModule.Loc());

        var error = await Assert.ThrowsAsync<ArgumentException>(() =>
            host.Distiller().DistillAsync(ToyTask.Colours(4), cancellationToken: TestContext.Current.CancellationToken));

        Assert.Contains("registered are: LOC", error.Message, StringComparison.Ordinal);
    }

    private static async Task RefusedAsync(DistillationTask task, string expected)
    {
        using var host = new ToyHost();
        var error = await Assert.ThrowsAsync<ArgumentException>(() => host.Distiller().DistillAsync(task, cancellationToken: TestContext.Current.CancellationToken));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }
}
