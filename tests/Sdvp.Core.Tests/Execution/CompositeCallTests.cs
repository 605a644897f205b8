using Sdvp.Core.Execution;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs;
using Sdvp.Core.Tests.Recording;
using Sdvp.Core.Values;

namespace Sdvp.Core.Tests.Execution;

public class CompositeCallTests
{
    private static readonly ModuleVersion Version = new("exists/1");

    private static readonly SourceSpan Span = new(3, 5, 1, 4);

    [Fact]
    public async Task CallCompositeAsync_BodyCallsModules_IsRecordedAsTheirParent()
    {
        var run = await RunAsync(async caller =>
        {
            var result = await caller.CallCompositeAsync("exists", Version, Calls.Of(("threshold", new NumberValue(0.5))), new CallSite(0, "E", Span), async children =>
            {
                await children.CallAllAsync([Call("A", 1), Call("A", 2)], TestContext.Current.CancellationToken);
                return ModuleResult.FromValue(new BooleanValue(true)) with { Proposals = [new Region(new PixelBox(0, 0, 1, 1), 0.7)] };
            }, TestContext.Current.CancellationToken);
            await CallAsync(caller, Call("A", 3));
            return result.Value!;
        });

        Assert.Equal(new BooleanValue(true), run.Value);
        Assert.Equal([null, 0, 0, null], run.Records.Select(record => record.Parent));
        var composite = run.Records[0];
        Assert.Equal(("exists", Version, "E", Span), (composite.Module, composite.Version, composite.Output, composite.Span));
        Assert.Equal(new NumberValue(0.5), composite.Arguments["threshold"]);
        Assert.Equal(0.7, Assert.Single(composite.Proposals).Score);
    }

    [Fact]
    public async Task CallCompositeAsync_CompositeInAComposite_KeepsTheNearestParent()
    {
        var run = await RunAsync(async caller => (await caller.CallCompositeAsync("outer", Version, Calls.Of(), new CallSite(0, null, default), async outer =>
        {
            await outer.CallCompositeAsync("inner", Version, Calls.Of(), new CallSite(1, null, default), async inner =>
                await inner.CallAsync("A", Call("A", 2).Call, Call("A", 2).Site, TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
            return await outer.CallAsync("A", Call("A", 3).Call, Call("A", 3).Site, TestContext.Current.CancellationToken);
        }, TestContext.Current.CancellationToken)).Value!);

        Assert.Equal([null, 0, 1, 0], run.Records.Select(record => record.Parent));
    }

    [Fact]
    public async Task CallCompositeAsync_ChildFails_NamesTheChildAndRecordsBoth()
    {
        var run = await RunAsync(async caller => (await caller.CallCompositeAsync("exists", Version, Calls.Of(), new CallSite(0, null, Span), async children =>
            await children.CallAsync("BROKEN", Call("BROKEN", 1).Call, Call("BROKEN", 1).Site, TestContext.Current.CancellationToken), TestContext.Current.CancellationToken)).Value!);

        Assert.Equal(("BROKEN", 1, 0), (run.Error!.Module, run.Error.Site.StepIndex, run.Error.Site.Parent));
        Assert.Equal(["exists", "BROKEN"], run.Records.Select(record => record.Module));
        Assert.Contains("no light", run.Records[0].Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CallCompositeAsync_FailedResult_FailsTheStep()
    {
        var run = await RunAsync(async caller => (await caller.CallCompositeAsync(
            "exists", Version, Calls.Of(("what", new TextValue("dog"))), new CallSite(0, "E", Span), _ => ValueTask.FromResult(ModuleResult.FromError(new InvalidOperationException("no area"))), TestContext.Current.CancellationToken)).Value!);

        Assert.Equal("Step 0 at 1:4, E=exists(what='dog'), failed: no area", run.Error!.Message);
        Assert.Equal("no area", Assert.Single(run.Records).Error);
    }

    [Fact]
    public async Task CallCompositeAsync_BodyThrowsOfItsOwn_IsRecordedAndGoesOnAsItIs()
    {
        var run = await RunAsync(async caller =>
        {
            var error = await Assert.ThrowsAsync<FormatException>(async () => await caller.CallCompositeAsync(
                "exists", Version, Calls.Of(), new CallSite(0, null, Span), _ => throw new FormatException("raised by the program"), TestContext.Current.CancellationToken));
            return new TextValue(error.Message);
        });

        Assert.Equal(new TextValue("raised by the program"), run.Value);
        Assert.Equal("raised by the program", Assert.Single(run.Records).Error);
    }

    [Fact]
    public async Task CallCompositeAsync_CallerOfTheBodyAfterItsEnd_IsRefused()
    {
        var run = await RunAsync(async caller =>
        {
            IModuleCaller? kept = null;
            await caller.CallCompositeAsync("exists", Version, Calls.Of(), new CallSite(0, null, Span), children =>
            {
                kept = children;
                return ValueTask.FromResult(ModuleResult.FromValue(ProgramValue.None));
            }, TestContext.Current.CancellationToken);
            return (await kept!.CallAsync("A", Call("A", 1).Call, Call("A", 1).Site, TestContext.Current.CancellationToken)).Value!;
        });

        Assert.Contains("branch or composite that has ended", run.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Append_RunWithComposites_KeepsParents()
    {
        var run = await RunAsync(async caller => (await caller.CallCompositeAsync("exists", Version, Calls.Of(), new CallSite(0, null, Span), async children =>
            await children.CallAsync("BROKEN", Call("BROKEN", 1).Call, Call("BROKEN", 1).Site, TestContext.Current.CancellationToken), TestContext.Current.CancellationToken)).Value!);
        using var folder = new TemporaryFolder();
        using (var store = new ProgramRunStore(folder.Path))
        {
            store.Append(run);
        }

        using var reopened = new ProgramRunStore(folder.Path);
        var read = reopened.Find("r")!;
        Assert.Equal(run.Records.AsEnumerable(), read.Records);
        Assert.Equal(run.Error!.Site, read.Error!.Site);
    }

    private static (string Module, ModuleCall Call, CallSite Site) Call(string module, int step) =>
        (module, Calls.Of(("x", new IntegerValue(step))), new CallSite(step, null, default));

    private static async ValueTask CallAsync(IModuleCaller caller, (string Module, ModuleCall Call, CallSite Site) call) =>
        await caller.CallAsync(call.Module, call.Call, call.Site, TestContext.Current.CancellationToken);

    private static Task<ProgramRun> RunAsync(Func<IModuleCaller, Task<ProgramValue>> body)
    {
        var broken = new FakeModule("BROKEN") { Answer = _ => ModuleResult.FromError(new InvalidOperationException("no light")) };
        return Runners.With(new FakeModule("A"), broken).RunAsync(ScriptProgram.Request("r", (caller, _) => body(caller.Inner)), TestContext.Current.CancellationToken);
    }
}
