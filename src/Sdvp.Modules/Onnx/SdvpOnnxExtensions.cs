using Microsoft.Extensions.Options;
using Sdvp.Core.DependencyInjection;
using Sdvp.Modules.Onnx;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds modules over ONNX models to a host. They are loaded when the registry is first asked for; the host brings the native runtime.</summary>
public static class SdvpOnnxExtensions
{
    /// <summary>Adds a segmentation network.</summary>
    /// <param name="builder">From <c>AddSdvp</c>.</param>
    /// <param name="name">The name in programs, such as <c>SEG</c>.</param>
    /// <param name="configure">Sets file and labels.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException">A setting is missing or out of range.</exception>
    public static ISdvpBuilder AddOnnxSegmentation(this ISdvpBuilder builder, string name, Action<OnnxSegmentationOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        var options = new OnnxSegmentationOptions();
        configure(options);
        options.Validate();
        return builder.AddModule(_ => OnnxSegmentationModule.Load(name, options));
    }

    /// <summary>Adds a face detector.</summary>
    /// <param name="builder">From <c>AddSdvp</c>.</param>
    /// <param name="name">The name in programs, such as <c>FACEDET</c>.</param>
    /// <param name="configure">Sets the file.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException">A setting is missing or out of range.</exception>
    public static ISdvpBuilder AddOnnxFaceDetection(this ISdvpBuilder builder, string name, Action<OnnxFaceDetectionOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        var options = new OnnxFaceDetectionOptions();
        configure(options);
        options.Validate();
        return builder.AddModule(_ => OnnxFaceDetectionModule.Load(name, options));
    }

    /// <summary>Adds an inpainting network. The host's compatibility decides whether it replaces the first object alone, unless the options say so.</summary>
    /// <param name="builder">From <c>AddSdvp</c>.</param>
    /// <param name="name">The name in programs, such as <c>REPLACE</c>.</param>
    /// <param name="configure">Sets the file.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException">A setting is missing or out of range.</exception>
    public static ISdvpBuilder AddOnnxInpainting(this ISdvpBuilder builder, string name, Action<OnnxInpaintingOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        var options = new OnnxInpaintingOptions();
        configure(options);
        options.Validate();
        return builder.AddModule(services =>
        {
            options.FirstOnly |= services.GetRequiredService<IOptions<SdvpOptions>>().Value.Compatibility.ReplaceFirstOnly;
            return OnnxInpaintingModule.Load(name, options);
        });
    }
}
