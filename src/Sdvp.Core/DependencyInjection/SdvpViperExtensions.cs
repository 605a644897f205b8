using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Sdvp.Core.DependencyInjection;
using Sdvp.Core.Programs;
using Sdvp.Core.Programs.Viper;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the language Viper.</summary>
public static class SdvpViperExtensions
{
    /// <summary>Adds the language Viper. Calling it again adds settings and nothing else.</summary>
    /// <param name="builder">From <c>AddSdvp</c>.</param>
    /// <param name="configure">Changes budgets, modules and profile; null for the defaults.</param>
    /// <returns>The builder.</returns>
    public static ISdvpBuilder AddViper(this ISdvpBuilder builder, Action<ViperOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = builder.Services.AddOptions<ViperOptions>().ValidateOnStart();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ViperOptions>, ViperOptionsValidator>());
        builder.Services.TryAddSingleton(services => new ViperLanguage(
            services.GetRequiredService<IOptions<ViperOptions>>().Value, services.GetService<TimeProvider>(), services.GetService<ILogger<ViperLanguage>>()));
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IProgramLanguage, ViperLanguage>(services => services.GetRequiredService<ViperLanguage>()));
        return builder;
    }
}
