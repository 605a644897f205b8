using Microsoft.Extensions.DependencyInjection.Extensions;
using Sdvp.Core.DependencyInjection;

namespace Sdvp.Modules.Imaging;

/// <summary>Registers image decoding.</summary>
public static class SdvpImagingExtensions
{
    /// <summary>Registers <see cref="SkiaImageCodec"/> as the host's <see cref="IImageCodec"/>, unless it has one already.</summary>
    /// <param name="builder">The builder.</param>
    /// <returns>The builder.</returns>
    public static ISdvpBuilder AddSkiaImages(this ISdvpBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton<IImageCodec, SkiaImageCodec>();
        return builder;
    }
}
