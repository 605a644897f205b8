using Sdvp.Modules.Torch;
using static TorchSharp.torch;

namespace Sdvp.Modules.Tests.Torch;

public sealed class HiddenActivationTests
{
    [Theory]
    [InlineData("gelu", 0.8413447460685429)]
    [InlineData("gelu_python", 0.8413447460685429)]
    [InlineData("gelu_new", 0.8411919906082768)]
    [InlineData("gelu_fast", 0.8411919906082768)]
    [InlineData("gelu_pytorch_tanh", 0.8411919906082768)]
    [InlineData("quick_gelu", 0.8457957659328212)]
    [InlineData("relu2", 1)]
    [InlineData("silu", 0.7310585786300049)]
    [InlineData("swish", 0.7310585786300049)]
    [InlineData("mish", 0.8650983882673103)]
    [InlineData("tanh", 0.7615941559557649)]
    [InlineData("sigmoid", 0.7310585786300049)]
    [InlineData("linear", 1)]
    [InlineData("laplace", 0.8504314160943)]
    [InlineData("leaky_relu", 1)]
    public void Parse_KnownName_GivesItsFunctionAtOne(string name, double expected)
    {
        using var scope = NewDisposeScope();

        Assert.Equal(expected, HiddenActivation.Parse(name)(tensor(1.0)).item<double>(), 2e-6);
    }

    [Theory]
    [InlineData("relu", -2, 0)]
    [InlineData("relu2", -2, 0)]
    [InlineData("relu6", 9, 6)]
    [InlineData("gelu_10", 20, 10)]
    [InlineData("leaky_relu", -2, -0.02)]
    [InlineData("linear", -2, -2)]
    public void Parse_KnownName_GivesItsFunctionElsewhere(string name, double at, double expected)
    {
        using var scope = NewDisposeScope();

        Assert.Equal(expected, HiddenActivation.Parse(name)(tensor(at)).item<double>(), 1e-6);
    }

    [Fact]
    public void Parse_UnknownName_ListsThoseThatExist() =>
        Assert.Contains("quick_gelu", Assert.Throws<ArgumentException>(() => HiddenActivation.Parse("gleu")).Message, StringComparison.Ordinal);

    [Fact]
    public void Parse_EveryName_LeavesOneTensor() => LeakCheck.AssertLeavesNothing(() =>
    {
        foreach (var name in HiddenActivation.Names.Split(", "))
        {
            using var input = tensor(0.3);
            using var output = HiddenActivation.Parse(name)(input);
        }
    });
}
