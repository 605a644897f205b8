using Sdvp.Core.Programs.Viper.Values;
using Sdvp.Core.Values;

namespace Sdvp.Core.Programs.Viper.Api;

/// <summary>An image of the host. Programs can make a patch of it and nothing else.</summary>
internal sealed class PyImage(ImageValue image) : PyObject
{
    public static PyType ImageType { get; } = new("Image");

    public ImageValue Image => image;

    public override PyType Type => ImageType;
}
