using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs.Expressions;
using Sdvp.Core.Programs.VisProg;
using Sdvp.Core.Symbolic;
using Sdvp.Core.Values;

namespace Sdvp.Core.Tests.Symbolic;

public class SymbolicModulesTests
{
    [Fact]
    public void Create_Always_GivesEveryModuleOnce()
    {
        var modules = SymbolicModules.Create();

        Assert.Equal(
            ["BGBLUR", "COLORPOP", "COUNT", "CROP", "CROP_ABOVE", "CROP_AHEAD", "CROP_BEHIND", "CROP_BELOW", "CROP_FRONTOF", "CROP_INFRONT", "CROP_INFRONTOF", "CROP_LEFTOF", "CROP_RIGHTOF", "EVAL", "RESULT", "TAG"],
            modules.Select(module => module.Signature.Name).Order(StringComparer.Ordinal));
        Assert.Equal(["BGBLUR", "COLORPOP", "TAG"], modules.Where(module => module is not IInstantModule).Select(module => module.Signature.Name).Order(StringComparer.Ordinal));
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
    public async Task Count_Anything_CountsCharactersAndItemsInTheProfileOfUpstream()
    {
        var count = SymbolicModules.Create(new SymbolicModuleOptions { Compatibility = VisProgCompatibility.Upstream }).Single(m => m.Signature.Name == "COUNT");
        foreach (var (value, expected) in new (ProgramValue, long)[]
        {
            (new TextValue("three"), 5),
            (new TextValue("\U0001F436!"), 2),
            (new ListValue([ProgramValue.None]), 1),
            (new RegionsValue([]), 0),
        })
        {
            var result = (await count.InvokeAsync([new ModuleCall(ImmutableDictionary<string, ProgramValue>.Empty.Add("box", value))], TestContext.Current.CancellationToken))[0];
            Assert.Equal(new IntegerValue(expected), result.Value);
        }
    }

    [Theory]
    [InlineData("{A} > 1", "two", "True")]
    [InlineData("{A} + 0.5", "3.5", "4.0")]
    [InlineData("{A} == 'two'", "two", "True")]
    public async Task Eval_ExtendedCoercion_TakesDecimalsAndNumberWords(string expression, string answer, string expected)
    {
        var extended = SymbolicModules.Create(new SymbolicModuleOptions { Expressions = new ExpressionOptions { ExtendedCoercion = true } });
        var call = new ModuleCall(ImmutableDictionary<string, ProgramValue>.Empty.Add("expr", new TextValue($"str({expression})")).Add("A", new TextValue(answer)));

        var result = (await extended.Single(m => m.Signature.Name == "EVAL").InvokeAsync([call], TestContext.Current.CancellationToken))[0];

        Assert.Equal(new TextValue(expected), result.Value);
    }

    [Fact]
    public void Create_Upstream_CropsAsUpstreamDoes() => Assert.Equal(
        "crop-above/1 Compatibility",
        SymbolicModules.Create(new SymbolicModuleOptions { Compatibility = VisProgCompatibility.Upstream }).Single(m => m.Signature.Name == "CROP_ABOVE").Version.Id);

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
