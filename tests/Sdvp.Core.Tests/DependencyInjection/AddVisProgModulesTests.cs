using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Sdvp.Core.Execution;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs.Expressions;
using Sdvp.Core.Programs.VisProg;
using Sdvp.Core.Tests.Composed;

namespace Sdvp.Core.Tests.DependencyInjection;

public class AddVisProgModulesTests
{
    private const string Source = "O=FIND(image=IMAGE)\nS=SELECT(image=IMAGE,object=O,query='x')\nR=RESULT(var=S)";

    [Theory]
    [InlineData(false, "SELECT calls MATCH, and MATCH is not registered;")]
    [InlineData(true, null)]
    public async Task AddVisProgModules_WithoutMatcher_ProgramsAreRefused(bool hasMatcher, string? message)
    {
        var services = new ServiceCollection();
        var builder = services.AddSdvp().AddVisProgModules().AddModule(new Execution.FakeModule("FIND") { Signature = StandardSignatures.Segmentation("FIND") });
        if (hasMatcher)
        {
            builder.AddModule(new FakeMatcher((_, _) => 0));
        }

        await using var provider = services.BuildServiceProvider();
        var parse = new VisProgLanguage().Parse(Source, provider.GetRequiredService<IModuleRegistry>().ToParseOptions());

        Assert.Equal(hasMatcher, parse.Program is not null);
        Assert.True(message is null || parse.Diagnostics[0].Message.StartsWith(message, StringComparison.Ordinal), string.Join('\n', parse.Diagnostics));
    }

    [Fact]
    public async Task AddSdvp_UpstreamAndExtendedCoercion_ReachTheModules()
    {
        var services = new ServiceCollection();
        using var chat = new ScriptedChatClient((_, _) => Task.FromResult("a"));
        services.AddSingleton<IChatClient>(chat);
        services.AddSdvp(o => (o.Compatibility, o.Expressions) = (VisProgCompatibility.Upstream, new ExpressionOptions { ExtendedCoercion = true }))
            .AddVisProgModules().AddChatList();
        await using var provider = services.BuildServiceProvider();

        var modules = provider.GetRequiredService<IModuleRegistry>().Snapshot;

        Assert.Equal("crop-below/1 Compatibility", modules["CROP_BELOW"].Version.Id);
        Assert.Equal("count/1 anything", modules["COUNT"].Version.Id);
        Assert.Contains("extended True", modules["EVAL"].Version.Id, StringComparison.Ordinal);
        Assert.StartsWith("select/1 substring drop untrimmed", modules["SELECT"].Version.Id, StringComparison.Ordinal);
        Assert.Contains("max False, trim False", modules["LIST"].Version.Id, StringComparison.Ordinal);
    }
}
