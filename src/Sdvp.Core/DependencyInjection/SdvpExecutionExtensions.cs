using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Sdvp.Core.DependencyInjection;
using Sdvp.Core.Execution;
using Sdvp.Core.Execution.Caching;
using Sdvp.Core.Execution.Fallbacks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds what a host wants of its runner. What <see cref="SdvpOptions.Runner"/> names goes before it.</summary>
public static class SdvpExecutionExtensions
{
    /// <summary>Adds the fallback for programs that fail or were refused, in place of one that was added before.</summary>
    /// <param name="builder">From <c>AddSdvp</c>.</param>
    /// <param name="fallback">The fallback, such as a <see cref="QuestionFallback"/>.</param>
    /// <returns>The builder.</returns>
    public static ISdvpBuilder AddFallback(this ISdvpBuilder builder, IRunFallback fallback)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(fallback);
        builder.Services.Replace(ServiceDescriptor.Singleton(fallback));
        return builder;
    }

    /// <summary>Adds a fallback that the host's services make, once, in place of one that was added before.</summary>
    /// <typeparam name="T">The fallback.</typeparam>
    /// <param name="builder">From <c>AddSdvp</c>.</param>
    /// <returns>The builder.</returns>
    public static ISdvpBuilder AddFallback<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(this ISdvpBuilder builder)
        where T : class, IRunFallback
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Replace(ServiceDescriptor.Singleton<IRunFallback, T>());
        return builder;
    }

    /// <summary>Adds a cache of module results, in place of one that was added before. The host's services dispose of what the function makes.</summary>
    /// <param name="builder">From <c>AddSdvp</c>.</param>
    /// <param name="factory">Makes the cache, once, when the runner is first needed; a <see cref="DiskCallCache"/>, say.</param>
    /// <returns>The builder.</returns>
    public static ISdvpBuilder AddCallCache(this ISdvpBuilder builder, Func<IServiceProvider, ICallCache> factory)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(factory);
        builder.Services.Replace(ServiceDescriptor.Singleton(factory));
        return builder;
    }
}
