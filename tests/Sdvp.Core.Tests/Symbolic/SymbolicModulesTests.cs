using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Symbolic;
using Sdvp.Core.Values;

namespace Sdvp.Core.Tests.Symbolic;

public class SymbolicModulesTests
{
    [Fact]
    public void Create_Always_GivesEveryModuleOnceAndInstant()
    {
        var modules = SymbolicModules.Create();

        Assert.Equal(
            ["COUNT", "CROP", "CROP_ABOVE", "CROP_AHEAD", "CROP_BEHIND", "CROP_BELOW", "CROP_FRONTOF", "CROP_INFRONT", "CROP_INFRONTOF", "CROP_LEFTOF", "CROP_RIGHTOF", "EVAL", "RESULT"],
            modules.Select(module => module.Signature.Name).Order(StringComparer.Ordinal));
        Assert.All(modules, module => Assert.IsType<IInstantModule>(module, exactMatch: false));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    public async Task Count_Regions_GivesTheirNumber(int count)
    {
        var regions = new RegionsValue([.. Enumerable.Range(0, count).Select(i => new Region(new PixelBox(i, 0, i + 1, 1)))]);

        Assert.Equal(new IntegerValue(count), await ValueAsync("COUNT", ("box", regions)));
    }

    [Fact]
    public async Task Count_Text_FailsInsteadOfCountingCharacters()
    {
        var result = await InvokeAsync("COUNT", ("box", new TextValue("three")));

        Assert.Contains("box", result.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Result_AnyValue_GivesTheSameObject()
    {
        var value = new ListValue([new TextValue("a"), ProgramValue.None]);

        Assert.Same(value, await ValueAsync("RESULT", ("var", value)));
    }

    [Fact]
    public async Task Eval_Expression_GetsItsVariables()
    {
        var value = await ValueAsync(
            "EVAL", ("expr", new TextValue("'yes' if {ANSWER0} > 1 else 'no'")), ("ANSWER0", new IntegerValue(2)));

        Assert.Equal(new TextValue("yes"), value);
    }

    [Fact]
    public async Task Eval_MissingVariable_FailsAndNamesIt()
    {
        var result = await InvokeAsync("EVAL", ("expr", new TextValue("{ANSWER7} + 1")));

        Assert.Contains("ANSWER7", result.Error!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("__import__('os').getcwd()")]
    [InlineData("{A} >")]
    [InlineData("")]
    public async Task Eval_RefusedText_FailsWithTheDiagnosis(string text)
    {
        var result = await InvokeAsync("EVAL", ("expr", new TextValue(text)), ("A", new IntegerValue(1)));

        Assert.IsType<FormatException>(result.Error);
        Assert.Contains("error", result.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Eval_ItsOwnTextAsVariable_IsNotVisible()
    {
        var result = await InvokeAsync("EVAL", ("expr", new TextValue("{expr}")));

        Assert.NotNull(result.Error);
    }

    private static async Task<ProgramValue?> ValueAsync(string name, params (string Name, ProgramValue Value)[] arguments)
    {
        var result = await InvokeAsync(name, arguments);
        Assert.Null(result.Error);
        return result.Value;
    }

    private static async Task<ModuleResult> InvokeAsync(string name, params (string Name, ProgramValue Value)[] arguments)
    {
        var module = SymbolicModules.Create().Single(module => module.Signature.Name == name);
        var call = new ModuleCall(arguments.ToImmutableDictionary(argument => argument.Name, argument => argument.Value));
        return (await module.InvokeAsync([call], TestContext.Current.CancellationToken))[0];
    }
}
