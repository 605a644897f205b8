using System.Collections.Immutable;

namespace Sdvp.Distillation.Evaluation.Gqa;

/// <summary>What an image of GQA shows.</summary>
public sealed record GqaSceneGraph
{
    /// <summary>The image; see <see cref="GqaPaths"/>.</summary>
    public required string ImageId { get; init; }

    /// <summary>Columns of the image.</summary>
    public required int Width { get; init; }

    /// <summary>Rows of the image.</summary>
    public required int Height { get; init; }

    /// <summary>Where it was taken; null where it is unknown.</summary>
    public string? Location { get; init; }

    /// <summary>The weather; null where it is unknown.</summary>
    public string? Weather { get; init; }

    /// <summary>The objects, in the order of the file.</summary>
    public required ImmutableArray<GqaObject> Objects { get; init; }

    /// <summary>Finds an object.</summary>
    /// <param name="id">Its id.</param>
    /// <returns>The object; null where there is none.</returns>
    public GqaObject? Find(string id) => Objects.FirstOrDefault(o => string.Equals(o.Id, id, StringComparison.Ordinal));
}
