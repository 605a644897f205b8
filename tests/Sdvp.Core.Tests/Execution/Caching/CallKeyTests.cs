using CsCheck;
using Sdvp.Core.Execution.Caching;
using Sdvp.Core.Modules;
using Sdvp.Core.Tests.Recording;
using Sdvp.Core.Values;

namespace Sdvp.Core.Tests.Execution.Caching;

public class CallKeyTests
{
    [Fact]
    public void Create_AnyTwoValues_OtherKeysForOtherValues() =>
        Gen.Select(Gens.Value, Gens.Value).Sample((first, second) =>
        {
            Assert.Equal(Key(first), Key(first));
            Assert.True(first.Equals(second) || Key(first) != Key(second));
        }, iter: 300, threads: 1);

    [Fact]
    public void Create_SameContentInOtherObjects_SameKey()
    {
        byte[] pixels = [.. Enumerable.Range(0, 48).Select(i => (byte)i)];
        var first = new ImageValue(ImageBuffer.FromRgb(4, 4, pixels), new PixelBox(1, 1, 3, 3));
        var second = new ImageValue(ImageBuffer.FromRgb(4, 4, pixels)).Crop(new PixelBox(1, 1, 3, 3));

        Assert.Equal(Key(first), Key(second));
        Assert.NotEqual(Key(first), Key(second.Crop(new PixelBox(0, 0, 1, 1))));
    }

    [Theory]
    [InlineData("A", "1", "x", "v")]
    [InlineData("B", "2", "x", "v")]
    [InlineData("B", "1", "y", "v")]
    [InlineData("B", "1", "x", "w")]
    public void Create_AnythingElse_AnotherKey(string module, string version, string name, string value) => Assert.NotEqual(
        CallKey.Create("B", new ModuleVersion("1"), Calls.Of(("x", new TextValue("v")))).ToId(),
        CallKey.Create(module, new ModuleVersion(version), Calls.Of((name, new TextValue(value)))).ToId());

    [Fact]
    public void Create_TextsThatJoinAlike_OtherKeys()
    {
        Assert.NotEqual(Key(List("ab", "c")), Key(List("a", "bc")));
        Assert.NotEqual(Key(List("a")), Key(new ListValue([List("a")])));
        Assert.NotEqual(Key(new TextValue("1")), Key(new IntegerValue(1)));

        static ListValue List(params string[] texts) => new([.. texts.Select(text => (ProgramValue)new TextValue(text))]);
    }

    private static CallKey Key(ProgramValue value) => CallKey.Create("A", new ModuleVersion("1"), Calls.Of(("x", value)));
}
