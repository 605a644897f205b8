using System.Globalization;
using Sdvp.Core.Programs.Viper.Runtime;
using Sdvp.Core.Programs.Viper.Values;
using Sdvp.Core.Values;

namespace Sdvp.Core.Programs.Viper.Api;

/// <summary>
/// A part of an image. Its coordinates count from the bottom left corner of the root image, as the API has it; those of
/// <see cref="ImageValue"/> from the top left one.
/// </summary>
internal sealed class PyImagePatch : PyObject, IPyRepresentation
{
    private static readonly string[] Names =
    [
        "cropped_image", "left", "lower", "right", "upper", "width", "height", "horizontal_center", "vertical_center", "parent_img_patch", "original_image",
        "cache", "queues",
    ];

    private readonly ImageBuffer _root;
    private readonly PyImagePatch? _parent;
    private ImageValue? _image;

    /// <exception cref="PyError">The part has no area.</exception>
    public PyImagePatch(ImageBuffer root, long left, long lower, long right, long upper, PyImagePatch? parent)
    {
        (_root, Left, Lower, Right, Upper, _parent) = (root, left, lower, right, upper, parent);
        if (left >= right || lower >= upper || BoxIn(root).Intersect(root.Bounds).IsEmpty)
        {
            throw PyError.Make("Exception", "ImagePatch has no area");
        }
    }

    public long Left { get; }

    public long Lower { get; }

    public long Right { get; }

    public long Upper { get; }

    public ImageBuffer Root => _root;

    /// <summary>The pixels.</summary>
    public ImageValue Image => _image ??= new ImageValue(_root, BoxIn(_root));

    public override PyType Type => ImagePatchMembers.PatchType;

    public override IEnumerable<string> DataNames => Names;

    /// <summary>A patch of a whole image, or of a crop.</summary>
    public static PyImagePatch Of(ImageValue image, PyImagePatch? parent = null) => new(
        image.Root, image.Box.Left, image.Root.Height - image.Box.Bottom, image.Box.Right, image.Root.Height - image.Box.Top, parent);

    public override PyObject? FindData(string name) => name switch
    {
        "left" => PyInteger.Of(Left),
        "lower" => PyInteger.Of(Lower),
        "right" => PyInteger.Of(Right),
        "upper" => PyInteger.Of(Upper),
        "width" => PyInteger.Of(Right - Left),
        "height" => PyInteger.Of(Upper - Lower),
        "horizontal_center" => new PyFloat((Left + Right) / 2.0),
        "vertical_center" => new PyFloat((Lower + Upper) / 2.0),
        "cropped_image" => new PyImage(Image),
        "original_image" => new PyImage(new ImageValue(_root)),
        "parent_img_patch" => _parent ?? (PyObject)PyNone.Instance,
        "cache" => new PyDict(),
        "queues" => PyTuple.Empty,
        _ => null,
    };

    public string Represent(Machine machine) =>
        string.Create(CultureInfo.InvariantCulture, $"ImagePatch({Left}, {Lower}, {Right}, {Upper})");

    private PixelBox BoxIn(ImageBuffer root) => new(Clamp(Left), Clamp(root.Height - Upper), Clamp(Right), Clamp(root.Height - Lower));

    private static int Clamp(long value) => (int)Math.Clamp(value, int.MinValue / 4, int.MaxValue / 4);
}
