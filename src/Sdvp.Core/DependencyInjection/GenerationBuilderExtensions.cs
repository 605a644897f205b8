using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Sdvp.Core.DependencyInjection;
using Sdvp.Core.Execution;
using Sdvp.Core.Generation;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds generators of programs.</summary>
public static class GenerationBuilderExtensions
{
    /// <summary>
    /// Adds a generator that asks the host's <see cref="IChatClient"/>, and a <see cref="ProgramVoter"/> over it: as services under the profile's
    /// name, and as the services without a name where there are none yet. Without a chat client the cache alone answers.
    /// </summary>
    /// <param name="builder">From <c>AddSdvp</c>.</param>
    /// <param name="profile">What the model is told.</param>
    /// <param name="configure">Changes the settings; null for the defaults.</param>
    /// <returns>The builder.</returns>
    public static ISdvpBuilder AddProgramGenerator(
        this ISdvpBuilder builder, GenerationProfile profile, Action<ChatProgramGeneratorOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return builder.AddProgramGenerator(profile.Name, services =>
        {
            var options = new ChatProgramGeneratorOptions();
            configure?.Invoke(options);
            return new ChatProgramGenerator(
                profile,
                services.GetRequiredService<IModuleRegistry>(),
                services.GetServices<IProgramLanguage>(),
                services.GetService<IChatClient>(),
                options,
                services.GetRequiredService<TimeProvider>(),
                services.GetService<ILogger<ChatProgramGenerator>>());
        });
    }

    /// <summary>Adds a generator that gives stored programs, and a <see cref="ProgramVoter"/> over it, as the other overload does.</summary>
    /// <param name="builder">From <c>AddSdvp</c>.</param>
    /// <param name="profile">Language, modules and inputs of the programs.</param>
    /// <param name="programs">Sources by example id; an id with several sources has several samples.</param>
    /// <returns>The builder.</returns>
    public static ISdvpBuilder AddStoredPrograms(
        this ISdvpBuilder builder, GenerationProfile profile, IEnumerable<KeyValuePair<string, string>> programs)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(programs);
        return builder.AddProgramGenerator(profile.Name, services => new StoredProgramGenerator(
            profile, services.GetRequiredService<IModuleRegistry>(), services.GetServices<IProgramLanguage>(), programs));
    }

    /// <summary>Adds a generator of the host's own, and a <see cref="ProgramVoter"/> over it, as the other overloads do.</summary>
    /// <param name="builder">From <c>AddSdvp</c>.</param>
    /// <param name="name">The name of the services.</param>
    /// <param name="factory">Makes the generator, once.</param>
    /// <returns>The builder.</returns>
    public static ISdvpBuilder AddProgramGenerator(this ISdvpBuilder builder, string name, Func<IServiceProvider, IProgramGenerator> factory)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(factory);
        builder.Services.AddKeyedSingleton(name, (services, _) => factory(services));
        builder.Services.AddKeyedSingleton(name, (services, _) => Voter(services, services.GetRequiredKeyedService<IProgramGenerator>(name)));
        builder.Services.TryAddSingleton(services => services.GetRequiredKeyedService<IProgramGenerator>(name));
        builder.Services.TryAddSingleton(services => Voter(services, services.GetRequiredService<IProgramGenerator>()));
        return builder;
    }

    private static ProgramVoter Voter(IServiceProvider services, IProgramGenerator generator) => new(generator, services.GetRequiredService<IProgramRunner>());
}
