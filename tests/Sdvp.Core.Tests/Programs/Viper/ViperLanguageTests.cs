using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Sdvp.Core.Programs;
using Sdvp.Core.Programs.Viper;
using Sdvp.Core.Values;

namespace Sdvp.Core.Tests.Programs.Viper;

public sealed class ViperLanguageTests
{
    [Theory]
    [InlineData("1 + 1", "2")]
    [InlineData("x = 2\nreturn x * 3", "6")]
    [InlineData("    x = 2\n    return x", "2")]
    [InlineData("```python\ndef execute_command():\n    return 'a'\n```", "'a'")]
    [InlineData("Here it is:\n```\ndef execute_command():\n    return 1\n```\nIt counts.", "1")]
    [InlineData("def helper(x):\n    return x + 1\ndef execute_command():\n    return helper(1)", "2")]
    [InlineData("def answer():\n    return math.ceil(1.5), np.round(2.5)", "(2, 2.0)")]
    [InlineData("def execute_command_17():\n    return 5", "5")]
    [InlineData("x = [\n  1, # one\n  2,\n]\nlen(x)", "2")]
    [InlineData("from __future__ import annotations\nfrom typing import List as L\nx: L[int] = [1]\nx", "[1]")]
    [InlineData("import numpy as np, math\nnp.mean([1, 2]), math.pi > 3", "(1.5, True)")]
    public async Task Run_Source_InItsVariousForms(string source, string expected) => Assert.Equal(expected, await ViperRuns.ReprAsync(source));

    [Theory]
    [InlineData("def f(:\n    pass", "VI004", 1)]
    [InlineData("if x\n    y", "VI001", 1)]
    [InlineData("x = 1\n  y = 2", "VI002", 2)]
    [InlineData("def f():\nreturn 1", "VI002", 1)]
    [InlineData("x = 'abc", "VI003", 1)]
    [InlineData("f(1, [2", "VI004", 1)]
    [InlineData("def execute_command(image):", "VI004", 1)]
    [InlineData("x = 99999999999999999999", "VI005", 1)]
    [InlineData("import os", "VI009", 1)]
    [InlineData("def f():\n    nonlocal y", "VI013", 2)]
    [InlineData("# nothing", "VI014", 1)]
    [InlineData("from math import squareroot", "VI020", 1)]
    [InlineData("def execute_command(video):\n    return 1", "VI015", 1)]
    [InlineData("print 'x'", "VI001", 1)]
    [InlineData("x == 1 = 2", "VI001", 1)]
    [InlineData("f(a=1, 2)", "VI001", 1)]
    [InlineData("return = 1", "VI001", 1)]
    [InlineData("break", "VI001", 1)]
    [InlineData("x = (1, 2", "VI004", 1)]
    [InlineData("x = 1)", "VI001", 1)]
    public void Parse_Mistake_IsDiagnosedAtItsLine(string source, string code, int line)
    {
        var error = ViperRuns.FirstError(source);

        Assert.Equal((code, line), (error.Code, error.Span.Line));
    }

    [Fact]
    public void Parse_NameDefinedNowhere_IsAWarningWithTheNearestName()
    {
        var parse = ViperRuns.Parse("def execute_command():\n    return ImagePtach");

        var warning = Assert.Single(parse.Diagnostics);
        Assert.Equal(("VI016", "ImagePatch", 2), (warning.Code, warning.Suggestion, warning.Span.Line));
        Assert.NotNull(parse.Program);
    }

    [Fact]
    public async Task Run_UncaughtError_SaysTypePlaceAndNearestName()
    {
        var error = await Assert.ThrowsAsync<ViperErrorException>(() => ViperRuns.RunAsync("def f(x):\n    return x.uper()\n\nf('a')"));

        Assert.Equal("AttributeError: 'str' object has no attribute 'uper'. Did you mean: 'upper'?", error.Message);
        Assert.Equal("'str' object has no attribute 'uper'", error.ErrorText);
        Assert.Equal(2, error.Site.Span.Line);
    }

    [Fact]
    public async Task Run_Print_GoesIntoTheLog() =>
        Assert.Equal(["a 1", "b-c!"], (await ViperRuns.RunAsync("print('a', 1)\nprint('b', 'c', sep='-', end='!')")).Log);

    [Theory]
    [InlineData("(1, [2.5, None], 'a')")]
    [InlineData("{'a': (1,), 2: [True]}")]
    [InlineData("{1, 2, 3}")]
    [InlineData("[]")]
    public async Task Str_OfTheValue_IsWhatPythonPrints(string source)
    {
        var result = await ViperRuns.RunAsync(source);

        Assert.Equal(source, result.Text);
        Assert.Equal(source, ViperText.Str(result.Value));
    }

    [Fact]
    public async Task Run_ImagesOfOtherNames_ReachTheProgram()
    {
        var image = new ImageValue(ImageBuffer.FromRgb(3, 2, new byte[18]));
        var inputs = ImmutableDictionary<string, ProgramValue>.Empty.Add("LEFT", image).Add("RIGHT", image);
        var language = new ViperLanguage();
        var options = ViperRuns.NoModules with { Inputs = inputs.ToImmutableDictionary(i => i.Key, i => i.Value.Type) };
        var program = language.Parse(
            "def execute_command(image_dict, right):\n    return sorted(image_dict), ImagePatch(image_dict['left']).width, ImagePatch(right).height", options).GetProgramOrThrow();

        Assert.Equal("(['left', 'right'], 3, 2)", (await language.RunAsync(program, inputs, ViperRuns.Caller, TestContext.Current.CancellationToken)).Repr);
    }

    [Fact]
    public async Task Run_SharedProgram_KeepsRunsApart()
    {
        var language = new ViperLanguage();
        var program = language.Parse(
            "seen = []\ndef execute_command(a=[]):\n    a.append(1)\n    seen.append(len(a))\n    return seen", ViperRuns.NoModules).GetProgramOrThrow();

        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(
            async () => (await language.RunAsync(program, ViperRuns.NoInputs, ViperRuns.Caller)).Repr, TestContext.Current.CancellationToken)));

        Assert.All(results, r => Assert.Equal("[1]", r));
    }

    [Fact]
    public void AddViper_Twice_RegistersOneLanguageWithAllSettings()
    {
        var services = new ServiceCollection();
        services.AddSdvp().AddViper(o => o.MaximumSteps = 7).AddViper(o => o.MaximumDepth = 8);
        using var provider = services.BuildServiceProvider();

        Assert.Single(provider.GetServices<IProgramLanguage>(), l => l.Name == "viper");
        Assert.Equal((7, 8), (provider.GetRequiredService<IOptions<ViperOptions>>().Value.MaximumSteps, provider.GetRequiredService<IOptions<ViperOptions>>().Value.MaximumDepth));
    }

    [Fact]
    public void AddViper_OptionOutOfRange_IsRefused()
    {
        var services = new ServiceCollection();
        services.AddSdvp().AddViper(o => o.MaximumSteps = 0);
        using var provider = services.BuildServiceProvider();

        Assert.Contains("MaximumSteps is 0", Assert.Throws<OptionsValidationException>(() => provider.GetServices<IProgramLanguage>().ToList()).Message, StringComparison.Ordinal);
    }
}
