using Sdvp.Core.Programs.Viper.Library;
using Sdvp.Core.Programs.Viper.Runtime;
using Sdvp.Core.Programs.Viper.Values;
using Sdvp.Core.Values;

namespace Sdvp.Core.Programs.Viper.Api;

/// <summary>Constructor and methods of image patches.</summary>
internal static class ImagePatchMembers
{
    private const string Owner = "ImagePatch";

    private static PyNative Constructor { get; } = new(
        "ImagePatch", "image, left=, lower=, right=, upper=, parent_left=, parent_lower=, queues=, parent_img_patch=", (_, a) => Make(a));

    public static PyType PatchType { get; } = new("ImagePatch", Methods, () => Constructor);

    public static string TextOf(Machine machine, PyObject value) => value is PyText text ? text.Value : Repr.Str(machine, value);

    private static IEnumerable<PyNative> Methods() =>
    [
        Method("find", "object_name", (m, p, a) => Finding.FindAsync(m, p, TextOf(m, a[1]))),
        Method("exists", "object_name", (m, p, a) => Finding.ExistsAsync(m, p, TextOf(m, a[1]))),
        Method("verify_property", "object_name, attribute", (m, p, a) => Matching.VerifyAsync(m, p, TextOf(m, a[1]), TextOf(m, a[2]))),
        Method("best_text_match", "option_list, prefix=", async (m, p, a) => await Matching.BestTextAsync(m, p, await Iteration.ToListAsync(m, a[1]), a[2])),
        Method("simple_query", "question=", (m, p, a) => Asking.QueryAsync(m, p, a[1])),
        Method("compute_depth", "", Depth),
        Method("llm_query", "question, long_answer=", (m, _, a) => Asking.LlmAsync(m, a[1], null, Arguments.Truth(a[2], missing: true))),
        new("crop", "self, left, lower, right, upper", (m, a) => Crop(m, (PyImagePatch)a[0], a[1..])) { Owner = Owner },
        new("overlaps_with", "self, left, lower, right, upper", (_, a) => PyBool.Of(Overlaps((PyImagePatch)a[0], a))) { Owner = Owner },
        new("print_image", "self, size=", (m, a) =>
        {
            m.Log.Write(((PyImagePatch)a[0]).Represent(m) + "\n");
            return PyNone.Instance;
        }) { Owner = Owner },
    ];

    private static PyNative Method(string name, string parameters, Func<Machine, PyImagePatch, PyObject[], ValueTask<PyObject>> body) =>
        new(name, parameters.Length == 0 ? "self" : "self, " + parameters, (m, a) => body(m, (PyImagePatch)a[0], a)) { Owner = Owner };

    private static PyImagePatch Make(PyObject[] a)
    {
        var whole = a[0] switch
        {
            PyImage image => PyImagePatch.Of(image.Image, a[8] as PyImagePatch),
            PyImagePatch patch => patch,
            _ => throw PyError.Type($"ImagePatch() argument 'image' must be an image, not {a[0].Type.Name}"),
        };
        if (a[1..5].All(c => !Arguments.IsGiven(c)))
        {
            return whole;
        }

        var (left, lower) = (Coordinate(a[1], 0), Coordinate(a[2], 0));
        var (right, upper) = (Coordinate(a[3], whole.Right - whole.Left), Coordinate(a[4], whole.Upper - whole.Lower));
        return new PyImagePatch(whole.Root, whole.Left + left, whole.Lower + lower, whole.Left + right, whole.Lower + upper, a[8] as PyImagePatch);
    }

    private static long Coordinate(PyObject? value, long missing) => !Arguments.IsGiven(value) ? missing : value switch
    {
        PyInteger integer => integer.Value,
        PyFloat number => Numbers.ToInteger(Math.Truncate(number.Value)).Value,
        _ => throw PyError.Type($"a coordinate must be a number, not {value!.Type.Name}"),
    };

    private static PyImagePatch Crop(Machine machine, PyImagePatch patch, PyObject[] sides)
    {
        var profile = ViperHost.Of(machine).Profile;
        var (left, lower, right, upper) = (Coordinate(sides[0], 0), Coordinate(sides[1], 0), Coordinate(sides[2], 0), Coordinate(sides[3], 0));
        machine.Budget.Allocate(4);
        return profile.CropsAreRelative
            ? Within(patch, left, lower, right, upper, profile.CropMargin)
            : new PyImagePatch(patch.Root, left, lower, right, upper, patch);
    }

    /// <summary>A part of a patch, in its own coordinates; clipped to it.</summary>
    public static PyImagePatch Within(PyImagePatch patch, long left, long lower, long right, long upper, int margin)
    {
        var (width, height) = (patch.Right - patch.Left, patch.Upper - patch.Lower);
        return new PyImagePatch(
            patch.Root,
            patch.Left + Math.Max(0, left - margin),
            patch.Lower + Math.Max(0, lower - margin),
            patch.Left + Math.Min(width, right + margin),
            patch.Lower + Math.Min(height, upper + margin),
            patch);
    }

    private static bool Overlaps(PyImagePatch patch, PyObject[] a) =>
        patch.Left <= Numbers.Double(a[3]) && patch.Right >= Numbers.Double(a[1]) && patch.Lower <= Numbers.Double(a[4]) && patch.Upper >= Numbers.Double(a[2]);

    private static async ValueTask<PyObject> Depth(Machine machine, PyImagePatch patch, PyObject[] a)
    {
        var host = ViperHost.Of(machine);
        var result = await host.CallAsync(machine, host.Leaves.Depth, ViperHost.Arguments(
            ("image", new ImageValue(patch.Root)), ("box", new RegionsValue([new Region(patch.Image.Box)]))));
        return ValueConversion.FromProgram(result.Value!);
    }
}
