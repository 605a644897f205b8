using System.Globalization;

namespace Sdvp.Distillation.Evaluation.Nlvr2;

/// <summary>
/// Where the images of NLVR2 lie: <c>{folder}/images/train/{directory}/{name}</c> for examples with a directory, else <c>{folder}/{split}/{name}</c>. The names end
/// in <c>.png</c> whatever the format: decoders must look at the content.
/// </summary>
public static class Nlvr2Paths
{
    /// <summary>File name of the left image: <c>split-setid-pairid-img0.png</c>.</summary>
    /// <param name="identifier">The example.</param>
    /// <returns>The name.</returns>
    public static string LeftName(Nlvr2Identifier identifier) => $"{identifier.PairKey}-img0.png";

    /// <summary>File name of the right image: <c>split-setid-pairid-img1.png</c>.</summary>
    /// <param name="identifier">The example.</param>
    /// <returns>The name.</returns>
    public static string RightName(Nlvr2Identifier identifier) => $"{identifier.PairKey}-img1.png";

    /// <summary>Path of the left image.</summary>
    /// <param name="folder">The data set's folder.</param>
    /// <param name="example">The example.</param>
    /// <returns>The path; nothing is checked for existence.</returns>
    public static string Left(string folder, Nlvr2Example example) => Locate(folder, example, LeftName);

    /// <summary>Path of the right image.</summary>
    /// <param name="folder">The data set's folder.</param>
    /// <param name="example">The example.</param>
    /// <returns>The path; nothing is checked for existence.</returns>
    public static string Right(string folder, Nlvr2Example example) => Locate(folder, example, RightName);

    private static string Locate(string folder, Nlvr2Example example, Func<Nlvr2Identifier, string> name)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(example);
        return example.Directory is { } directory
            ? Path.Combine(folder, "images", "train", directory.ToString(CultureInfo.InvariantCulture), name(example.Identifier))
            : Path.Combine(folder, example.Identifier.Split, name(example.Identifier));
    }
}
