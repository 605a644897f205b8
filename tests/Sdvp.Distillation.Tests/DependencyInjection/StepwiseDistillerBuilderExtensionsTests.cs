using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Sdvp.Distillation.Tests.Toys;
using Sdvp.Distillation.Training;

namespace Sdvp.Distillation.Tests.DependencyInjection;

public sealed class StepwiseDistillerBuilderExtensionsTests
{
    [Fact]
    public async Task AddStepwiseDistiller_FromServices_Distils()
    {
        using var host = new ToyHost();
        var services = new ServiceCollection();
        services.AddSdvp().AddModule(ToyModule.Vqa()).AddLanguage<ToyLanguage>().AddStepwiseDistiller(o =>
        {
            o.WorkFolder = host.Folder;
            o.Epochs = 2;
        });
        await using var provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });

        var result = await provider.GetRequiredService<StepwiseDistiller>().DistillAsync(ToyTask.Colours(32), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Single(result.Modules);
    }

    [Fact]
    public async Task AddStepwiseDistiller_OptionsOutOfRange_FailsWhenTheHostStarts()
    {
        var services = new ServiceCollection();
        services.AddSdvp().AddStepwiseDistiller(o => o.Epochs = -1);
        await using var provider = services.BuildServiceProvider();

        var error = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IStartupValidator>().Validate());

        Assert.Equal(2, error.Failures.Count());
    }
}
