namespace Sdvp.Distillation.Evaluation.Gqa;

/// <summary>Where the images of GQA lie.</summary>
public static class GqaPaths
{
    /// <summary>The path of an image: <c>{folder}/images/{imageId}.jpg</c>.</summary>
    /// <param name="folder">The data set's folder.</param>
    /// <param name="imageId">The image: letters, digits, <c>-</c> and <c>_</c>.</param>
    /// <param name="extension">Ending of the file name. Default: <c>.jpg</c>, as in GQA.</param>
    /// <returns>The path; nothing is checked for existence.</returns>
    /// <exception cref="ArgumentException">The id has other characters: ids come from files, and must not lead out of the folder.</exception>
    public static string Image(string folder, string imageId, string extension = ".jpg")
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentException.ThrowIfNullOrEmpty(imageId);
        return imageId.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
            ? Path.Combine(folder, "images", $"{imageId}{extension}")
            : throw new ArgumentException($"'{imageId}' is no image id; expected are letters, digits, '-' and '_'.", nameof(imageId));
    }
}
