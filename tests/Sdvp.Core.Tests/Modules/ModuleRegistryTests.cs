using Sdvp.Core.Modules;
using Sdvp.Core.Tests.Execution;
using Sdvp.Core.Values;

namespace Sdvp.Core.Tests.Modules;

public class ModuleRegistryTests
{
    [Fact]
    public void Constructor_TwoModulesOfOneName_IsRefusedAndNamed()
    {
        var error = Assert.Throws<ArgumentException>(() => new ModuleRegistry([new FakeModule("VQA"), new FakeModule("VQA")]));

        Assert.Contains("VQA", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void Constructor_NoName_IsRefused(string name) =>
        Assert.Throws<ArgumentException>(() => new ModuleRegistry([new FakeModule(name)]));

    [Fact]
    public void Constructor_NullModule_IsRefused() =>
        Assert.Throws<ArgumentNullException>(() => new ModuleRegistry([null!]));

    [Fact]
    public void Replace_KnownName_ServesTheNewOneAndLeavesOldSnapshots()
    {
        var (old, other, replacement) = (new FakeModule("VQA"), new FakeModule("LOC"), new FakeModule("VQA"));
        var registry = new ModuleRegistry([old, other]);
        var before = registry.Snapshot;

        registry.Replace(replacement);

        Assert.Same(old, before["VQA"]);
        Assert.Same(replacement, registry.Snapshot["VQA"]);
        Assert.Same(other, registry.Snapshot["LOC"]);
        Assert.Equal(2, registry.Snapshot.Count);
    }

    [Fact]
    public void Replace_NewName_AddsTheModule()
    {
        var registry = new ModuleRegistry([]);

        registry.Replace(new FakeModule("VQA"));

        Assert.Equal(["VQA"], registry.Snapshot.Keys);
    }

    [Fact]
    public void Snapshot_NameInOtherCase_IsUnknown() =>
        Assert.False(new ModuleRegistry([new FakeModule("VQA")]).Snapshot.ContainsKey("vqa"));

    [Fact]
    public void Replace_ManyThreads_LosesNothing()
    {
        var registry = new ModuleRegistry([]);

        Parallel.For(0, 500, i => registry.Replace(new FakeModule($"M{i % 250}")));

        Assert.Equal(250, registry.Snapshot.Count);
    }

    [Fact]
    public void ModuleCallGet_MissingOrOtherKind_NamesTheArgument()
    {
        var call = Calls.Of(("box", new TextValue("x")));

        Assert.Contains("image", Assert.Throws<ArgumentException>(() => call.Get<ImageValue>("image")).Message, StringComparison.Ordinal);
        Assert.Contains("Text", Assert.Throws<ArgumentException>(() => call.Get<RegionsValue>("box")).Message, StringComparison.Ordinal);
    }
}
