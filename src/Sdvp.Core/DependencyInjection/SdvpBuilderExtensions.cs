using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Sdvp.Core.DependencyInjection;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds modules and languages.</summary>
public static class SdvpBuilderExtensions
{
    /// <summary>Adds a module that the host's services make, once; they also dispose of it.</summary>
    /// <typeparam name="T">The module.</typeparam>
    /// <param name="builder">From <c>AddSdvp</c>.</param>
    /// <returns>The builder.</returns>
    public static ISdvpBuilder AddModule<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(this ISdvpBuilder builder)
        where T : class, IVisualModule
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IVisualModule, T>());
        return builder;
    }

    /// <summary>Adds a module. It stays the caller's, who disposes of it.</summary>
    /// <param name="builder">From <c>AddSdvp</c>.</param>
    /// <param name="module">The module.</param>
    /// <returns>The builder.</returns>
    public static ISdvpBuilder AddModule(this ISdvpBuilder builder, IVisualModule module)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(module);
        builder.Services.AddSingleton(module);
        return builder;
    }

    /// <summary>Adds a module that a function makes, once, when the registry is first needed; the host's services dispose of it.</summary>
    /// <param name="builder">From <c>AddSdvp</c>.</param>
    /// <param name="factory">Makes the module.</param>
    /// <returns>The builder.</returns>
    public static ISdvpBuilder AddModule(this ISdvpBuilder builder, Func<IServiceProvider, IVisualModule> factory)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(factory);
        builder.Services.AddSingleton(factory);
        return builder;
    }

    /// <summary>Adds a language that the host's services make, once. Adding it again changes nothing.</summary>
    /// <typeparam name="T">The language.</typeparam>
    /// <param name="builder">From <c>AddSdvp</c>.</param>
    /// <returns>The builder.</returns>
    public static ISdvpBuilder AddLanguage<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(this ISdvpBuilder builder)
        where T : class, IProgramLanguage
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IProgramLanguage, T>());
        return builder;
    }
}
