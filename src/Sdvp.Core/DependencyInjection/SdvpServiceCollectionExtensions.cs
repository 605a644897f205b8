using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Sdvp.Core.DependencyInjection;
using Sdvp.Core.Execution;
using Sdvp.Core.Execution.Caching;
using Sdvp.Core.Execution.Fallbacks;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs;
using Sdvp.Core.Programs.VisProg;
using Sdvp.Core.Recording;
using Sdvp.Core.Symbolic;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds Sdvp to a host.</summary>
public static class SdvpServiceCollectionExtensions
{
    /// <summary>
    /// Adds a module registry with the symbolic modules, the language VisProg, a program runner and the system's clock. What the host has registered
    /// before is kept. Calling it again adds settings and nothing else.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Changes the settings; null for the defaults.</param>
    /// <returns>To add modules and languages with.</returns>
    public static ISdvpBuilder AddSdvp(this IServiceCollection services, Action<SdvpOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var options = services.AddOptions<SdvpOptions>().ValidateOnStart();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SdvpOptions>, SdvpOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IProgramLanguage, VisProgLanguage>());
        services.TryAddSingleton(CreateRegistry);
        services.TryAddSingleton(CreateRunner);
        return new SdvpBuilder(services);
    }

    private static IModuleRegistry CreateRegistry(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<SdvpOptions>>().Value;
        var symbolic = new SymbolicModuleOptions
        {
            EmptyDetections = options.EmptyDetections,
            Expressions = options.Expressions,
            Compatibility = options.Compatibility,
        };
        return new ModuleRegistry([.. SymbolicModules.Create(symbolic), .. services.GetServices<IVisualModule>()]);
    }

    private static IProgramRunner CreateRunner(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<SdvpOptions>>().Value.Runner;
        return new ProgramRunner(
            services.GetRequiredService<IModuleRegistry>(),
            services.GetServices<IProgramLanguage>(),
            options.With(options.Fallback ?? services.GetService<IRunFallback>(), options.Cache ?? services.GetService<ICallCache>()),
            services.GetServices<IStepRecorder>(),
            services.GetRequiredService<TimeProvider>(),
            services.GetService<ILogger<ProgramRunner>>());
    }
}
