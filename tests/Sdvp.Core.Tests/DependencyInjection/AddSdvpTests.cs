using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Sdvp.Core.DependencyInjection;
using Sdvp.Core.Execution;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs;
using Sdvp.Core.Recording;
using Sdvp.Core.Symbolic;
using Sdvp.Core.Tests.Execution;
using Sdvp.Core.Values;

namespace Sdvp.Core.Tests.DependencyInjection;

public class AddSdvpTests
{
    private static readonly ServiceProviderOptions Strict = new() { ValidateOnBuild = true, ValidateScopes = true };

    [Fact]
    public async Task AddSdvp_ModulesInEveryWay_ServeTheRunner()
    {
        var services = new ServiceCollection();
        services.AddSdvp()
            .AddModule<TypedModule>()
            .AddModule(new FakeModule("INSTANCE"))
            .AddModule(provider => new FakeModule("FACTORY", provider.GetRequiredService<TimeProvider>().GetType().Name))
            .AddLanguage<ScriptLanguage>();
        await using var provider = services.BuildServiceProvider(Strict);

        var run = await provider.GetRequiredService<IProgramRunner>()
            .RunAsync(ScriptProgram.Chain("r", "TYPED", "INSTANCE", "FACTORY"), TestContext.Current.CancellationToken);

        Assert.Null(run.Error);
        Assert.Equal(new TextValue("r"), run.Value);
        Assert.Equal(SymbolicModules.Create().Length + 3, provider.GetRequiredService<IModuleRegistry>().Snapshot.Count);
    }

    [Fact]
    public async Task AddSdvp_ModuleReplacedInTheRegistry_ServesTheNextRun()
    {
        var services = new ServiceCollection();
        services.AddSdvp().AddModule(new FakeModule("VQA", "old")).AddLanguage<ScriptLanguage>();
        await using var provider = services.BuildServiceProvider(Strict);
        var runner = provider.GetRequiredService<IProgramRunner>();

        var before = await runner.RunAsync(ScriptProgram.Chain("r0", "VQA"), TestContext.Current.CancellationToken);
        provider.GetRequiredService<IModuleRegistry>().Replace(new FakeModule("VQA", "new"));
        var after = await runner.RunAsync(ScriptProgram.Chain("r1", "VQA"), TestContext.Current.CancellationToken);

        Assert.Equal(("old", "new"), (before.Records[0].Version.Id, after.Records[0].Version.Id));
    }

    [Fact]
    public async Task AddSdvp_LoggingAndRecorder_AreUsed()
    {
        var recorder = new CountingRecorder();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IStepRecorder>(recorder);
        services.AddSdvp().AddModule(new FakeModule("A")).AddLanguage<ScriptLanguage>();
        await using var provider = services.BuildServiceProvider(Strict);

        await provider.GetRequiredService<IProgramRunner>().RunAsync(ScriptProgram.Chain("r", "A", "A"), TestContext.Current.CancellationToken);

        Assert.Equal(2, recorder.Count);
        Assert.NotNull(provider.GetService<ILogger<ProgramRunner>>());
    }

    [Fact]
    public async Task AddSdvp_Settings_ReachTheModulesAndTheRunner()
    {
        var services = new ServiceCollection();
        var module = new FakeModule("A");
        services.AddSdvp(options =>
        {
            options.EmptyDetections = EmptyDetectionPolicy.Fail;
            options.Runner.MaxBatchSize = 2;
        }).AddModule(module).AddLanguage<ScriptLanguage>();
        await using var provider = services.BuildServiceProvider(Strict);

        await foreach (var run in provider.GetRequiredService<IProgramRunner>()
            .RunAsync(Enumerable.Range(0, 4).Select(i => ScriptProgram.Chain($"r{i}", "A")), TestContext.Current.CancellationToken))
        {
            Assert.Null(run.Error);
        }

        Assert.Equal([2, 2], module.Batches.Select(batch => batch.Length));
        Assert.Contains("Fail", provider.GetRequiredService<IModuleRegistry>().Snapshot["CROP"].Version.Id, StringComparison.Ordinal);
    }

    [Fact]
    public void AddSdvp_SettingsOutOfRange_AreRefusedWithEveryProblem()
    {
        var services = new ServiceCollection();
        services.AddSdvp(options =>
        {
            options.EmptyDetections = (EmptyDetectionPolicy)9;
            options.Runner.MaxBatchSize = 0;
            options.Runner.MaxConcurrentPrograms = -5;
        });
        using var provider = services.BuildServiceProvider(Strict);

        var error = Assert.Throws<OptionsValidationException>(provider.GetRequiredService<IProgramRunner>);

        Assert.Equal(3, error.Failures.Count());
        Assert.Contains("SdvpOptions.Runner.MaxBatchSize is 0; expected is at least 1.", error.Message, StringComparison.Ordinal);
        Assert.Contains("MaxConcurrentPrograms is -5", error.Message, StringComparison.Ordinal);
        Assert.Contains("EmptyDetections is 9", error.Message, StringComparison.Ordinal);
        Assert.Throws<OptionsValidationException>(provider.GetRequiredService<IStartupValidator>().Validate);
    }

    [Fact]
    public void AddSdvp_Twice_KeepsOneOfEachAndBothSettings()
    {
        var services = new ServiceCollection();
        services.AddSdvp(options => options.Runner.MaxBatchSize = 7).AddLanguage<ScriptLanguage>();
        services.AddSdvp(options => options.Runner.MaxConcurrentPrograms = 8).AddLanguage<ScriptLanguage>();
        using var provider = services.BuildServiceProvider(Strict);

        var options = provider.GetRequiredService<IOptions<SdvpOptions>>().Value;

        Assert.Equal((7, 8), (options.Runner.MaxBatchSize, options.Runner.MaxConcurrentPrograms));
        Assert.Single(provider.GetServices<IProgramRunner>());
        Assert.Single(provider.GetServices<IProgramLanguage>(), language => language is ScriptLanguage);
    }

    [Fact]
    public void AddSdvp_ModuleOfATakenName_IsRefusedAndNamed()
    {
        var services = new ServiceCollection();
        services.AddSdvp().AddModule(new FakeModule("COUNT"));
        using var provider = services.BuildServiceProvider(Strict);

        var error = Assert.Throws<ArgumentException>(provider.GetRequiredService<IModuleRegistry>);

        Assert.Contains("COUNT", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AddSdvp_RegistryOfTheHost_IsKept()
    {
        var registry = new ModuleRegistry([]);
        var services = new ServiceCollection();
        services.AddSingleton<IModuleRegistry>(registry);
        services.AddSdvp();
        using var provider = services.BuildServiceProvider(Strict);

        Assert.Same(registry, provider.GetRequiredService<IModuleRegistry>());
    }

    [Fact]
    public void ToParseOptions_RegisteredModules_GivesTheirSignaturesAndTheInputs()
    {
        var registry = new ModuleRegistry(SymbolicModules.Create());
        var image = new ImageValue(ImageBuffer.FromRgb(1, 1, new byte[3]));

        var defaults = registry.ToParseOptions();
        var nlvr = registry.ToParseOptions(ImmutableDictionary<string, ProgramValue>.Empty.Add("LEFT", image).Add("N", new IntegerValue(1)), strict: true);

        Assert.Equal(registry.Snapshot.Keys.Order(StringComparer.Ordinal), defaults.Modules.Keys.Order(StringComparer.Ordinal));
        Assert.Same(registry.Snapshot["CROP"].Signature, defaults.Modules["CROP"]);
        Assert.Equal(("IMAGE", false), (Assert.Single(defaults.Inputs).Key, defaults.Strict));
        Assert.Equal((ProgramType.Image, ProgramType.Integer, true), (nlvr.Inputs["LEFT"], nlvr.Inputs["N"], nlvr.Strict));
    }

    private sealed class TypedModule() : SingleCallModule(
        ModuleSignature.Create("TYPED", ProgramType.Any, new ModuleParameter("x", ProgramType.Any)), new ModuleVersion("1"))
    {
        protected override ModuleResult Invoke(ModuleCall call) => ModuleResult.FromValue(call.Get<ProgramValue>("x"));
    }

    private sealed class CountingRecorder : IStepRecorder
    {
        private int _count;

        public int Count => _count;

        public void Record(StepRecord record) => Interlocked.Increment(ref _count);
    }
}
