using Sdvp.Core.Modules;
using Sdvp.Core.Tests.Execution;
using Sdvp.Core.Values;

namespace Sdvp.Core.Tests.Modules;

public class SingleCallModuleTests
{
    [Fact]
    public async Task InvokeAsync_OneCallThrows_FailsThatCallOnly()
    {
        var results = await new Doubler().InvokeAsync(
            [Calls.Of(("x", new IntegerValue(2))), Calls.Of(("x", new TextValue("two"))), Calls.Of(("x", new IntegerValue(3)))],
            TestContext.Current.CancellationToken);

        Assert.Equal([new IntegerValue(4), null, new IntegerValue(6)], results.Select(result => result.Value));
        Assert.IsType<ArgumentException>(results[1].Error);
    }

    [Fact]
    public async Task InvokeAsync_Cancelled_Throws() =>
        await Assert.ThrowsAsync<OperationCanceledException>(async () =>
            await new Doubler().InvokeAsync([Calls.Of(("x", new IntegerValue(2)))], new CancellationToken(canceled: true)));

    private sealed class Doubler() : SingleCallModule(
        ModuleSignature.Create("DOUBLE", ProgramType.Integer, new ModuleParameter("x", ProgramType.Any)), new ModuleVersion("1"))
    {
        protected override ModuleResult Invoke(ModuleCall call) =>
            ModuleResult.FromValue(new IntegerValue(2 * call.Get<IntegerValue>("x").Value));
    }
}
