using Microsoft.Extensions.DependencyInjection.Extensions;
using Sdvp.Core.DependencyInjection;
using Sdvp.Core.Symbolic;
using Sdvp.Modules.Imaging;

namespace Microsoft.Extensions.DependencyInjection;

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

    /// <summary>Registers EMOJI with emojis drawn from a font.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="file">The font; null for the one of the system that has emojis.</param>
    /// <returns>The builder.</returns>
    public static ISdvpBuilder AddFontEmojis(this ISdvpBuilder builder, string? file = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton(_ => file is null ? FontEmojis.FromSystem() : FontEmojis.FromFile(file));
        return builder.AddModule(services => SymbolicModules.CreateEmoji(services.GetRequiredService<FontEmojis>()));
    }
}
