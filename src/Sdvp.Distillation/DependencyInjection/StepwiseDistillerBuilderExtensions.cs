using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Sdvp.Core.DependencyInjection;
using Sdvp.Core.Execution;
using Sdvp.Core.Modules;
using Sdvp.Distillation.Training;
using Sdvp.Modules.Torch;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds distillation to a host.</summary>
public static class StepwiseDistillerBuilderExtensions
{
    /// <summary>Adds a <see cref="StepwiseDistiller"/>, once, over the host's registry and runner. Calling it again adds settings and nothing else.</summary>
    /// <param name="builder">From <c>AddSdvp</c>.</param>
    /// <param name="configure">
    /// Sets the options; at least <see cref="StepwiseDistillerOptions.WorkFolder"/>. They are checked when the host starts, or when the
    /// distiller is first made.
    /// </param>
    /// <returns>The builder.</returns>
    public static ISdvpBuilder AddStepwiseDistiller(this ISdvpBuilder builder, Action<StepwiseDistillerOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.Services.AddOptions<StepwiseDistillerOptions>().Configure(configure).ValidateOnStart();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<StepwiseDistillerOptions>, StepwiseDistillerOptionsValidator>());
        builder.Services.TryAddSingleton(services => new StepwiseDistiller(
            services.GetRequiredService<IProgramRunner>(),
            services.GetRequiredService<IModuleRegistry>(),
            services.GetRequiredService<IOptions<StepwiseDistillerOptions>>().Value,
            services.GetService<DeviceGate>(),
            services.GetRequiredService<TimeProvider>(),
            services.GetService<ILogger<StepwiseDistiller>>()));
        return builder;
    }
}
