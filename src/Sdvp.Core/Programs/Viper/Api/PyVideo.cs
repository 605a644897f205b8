using System.Collections.Immutable;
using Sdvp.Core.Programs.Viper.Values;
using Sdvp.Core.Values;

namespace Sdvp.Core.Programs.Viper.Api;

/// <summary>The frames of a video of the host. Programs can make a segment of it and nothing else.</summary>
internal sealed class PyVideo(ImmutableArray<ImageValue> frames) : PyObject
{
    public static PyType VideoType { get; } = new("Video");

    public ImmutableArray<ImageValue> Frames => frames;

    public override PyType Type => VideoType;
}
