using Sdvp.Core.Programs.Viper.Library;
using Sdvp.Core.Programs.Viper.Runtime;
using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Api;

/// <summary>The names of the image API that programs find without an import.</summary>
internal static class ApiFunctions
{
    public static IEnumerable<KeyValuePair<string, PyObject>> All()
    {
        yield return new("ImagePatch", ImagePatchMembers.PatchType);
        yield return new("VideoSegment", PyVideoSegment.SegmentType);
        foreach (var function in Functions())
        {
            yield return new(function.Name, function);
        }
    }

    private static IEnumerable<PyNative> Functions() =>
    [
        new("best_image_match", "list_patches, content, return_index=", async (m, a) => await Matching.BestImageAsync(
            m,
            await Iteration.ToListAsync(m, a[0]),
            a[1] is PyText ? [a[1]] : await Iteration.ToListAsync(m, a[1]),
            Arguments.Truth(a[2]))),
        new("bool_to_yesno", "bool_answer", (_, a) => PyText.Of(a[0].IsTrue ? "yes" : "no")),
        new("coerce_to_numeric", "string, no_string=", (m, a) => NumberReader.Coerce(m, a[0], Arguments.Truth(a[1]))),
        new("distance", "patch_a, patch_b", (m, a) => Distance(m, a[0], a[1])),
        new("llm_query", "query, context=, long_answer=, queues=", (m, a) => Asking.LlmAsync(m, a[0], a[1], Arguments.Truth(a[2], missing: true))),
        new("process_guesses", "prompt, guess1, guess2=, queues=", (m, a) => Asking.GuessesAsync(m, a[0], a[1], a[2])),
    ];

    private static PyObject Distance(Machine machine, PyObject first, PyObject second)
    {
        if (first is not PyImagePatch a || second is not PyImagePatch b)
        {
            return first is PyImagePatch || second is PyImagePatch
                ? throw PyError.Type($"distance() takes two patches or two numbers, not {first.Type.Name} and {second.Type.Name}")
                : Builtins.Abs(Operators.Apply(machine, BinaryOperator.Subtract, first, second));
        }

        double horizontal = Math.Max(0, Math.Max(a.Left - b.Right, b.Left - a.Right));
        double vertical = Math.Max(0, Math.Max(a.Lower - b.Upper, b.Lower - a.Upper));
        var gap = Math.Sqrt((horizontal * horizontal) + (vertical * vertical));
        return new PyFloat(gap > 0 || !ViperHost.Of(machine).Profile.OverlapCounts ? gap : -IntersectionOverUnion(a, b));
    }

    private static double IntersectionOverUnion(PyImagePatch a, PyImagePatch b)
    {
        double common = Math.Max(0, Math.Min(a.Right, b.Right) - Math.Max(a.Left, b.Left)) * (double)Math.Max(0, Math.Min(a.Upper, b.Upper) - Math.Max(a.Lower, b.Lower));
        var union = ((a.Right - a.Left) * (double)(a.Upper - a.Lower)) + ((b.Right - b.Left) * (double)(b.Upper - b.Lower)) - common;
        return common / union;
    }
}
