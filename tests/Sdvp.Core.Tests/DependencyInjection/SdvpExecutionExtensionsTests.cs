using Microsoft.Extensions.DependencyInjection;
using Sdvp.Core.DependencyInjection;
using Sdvp.Core.Execution;
using Sdvp.Core.Execution.Caching;
using Sdvp.Core.Execution.Fallbacks;
using Sdvp.Core.Programs;
using Sdvp.Core.Tests.Execution;
using Sdvp.Core.Values;

namespace Sdvp.Core.Tests.DependencyInjection;

public class SdvpExecutionExtensionsTests
{
    [Fact]
    public async Task AddFallback_ProgramFails_IsUsed()
    {
        var run = await RunAsync(sdvp => sdvp.AddFallback(new FixedAnswerFallback(new TextValue("first"))).AddFallback(new FixedAnswerFallback(new TextValue("last"))), "MISSING");

        Assert.Equal(new TextValue("last"), run.Value);
        Assert.Equal("fixed", run.Fallback!.Policy);
    }

    [Fact]
    public async Task AddFallback_OptionsNameAnother_OptionsGoFirst()
    {
        var run = await RunAsync(sdvp =>
        {
            sdvp.AddFallback<NothingFallback>();
            sdvp.Services.AddSdvp(options => options.Runner.Fallback = new FixedAnswerFallback(new TextValue("option")));
        }, "MISSING");

        Assert.Equal(new TextValue("option"), run.Value);
        Assert.Equal("nothing", (await RunAsync(sdvp => sdvp.AddFallback<NothingFallback>(), "MISSING")).Fallback!.Policy);
    }

    [Fact]
    public async Task AddCallCache_CallAnswered_IsKept()
    {
        var cache = new MemoryCallCache();

        await RunAsync(sdvp => sdvp.AddCallCache(_ => cache), "A");

        Assert.Equal(1, cache.Count);
    }

    private static async Task<ProgramRun> RunAsync(Action<ISdvpBuilder> add, string module)
    {
        var services = new ServiceCollection();
        add(services.AddSdvp().AddModule(new FakeModule("A")).AddLanguage<ScriptLanguage>());
        await using var provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        return await provider.GetRequiredService<IProgramRunner>().RunAsync(ScriptProgram.Chain("r", module), TestContext.Current.CancellationToken);
    }

    private sealed class NothingFallback : IRunFallback
    {
        public string Name => "nothing";

        public ValueTask<ProgramValue> AnswerAsync(FailedRun run, IModuleCaller caller, CancellationToken cancellationToken = default) => new(ProgramValue.None);
    }
}
