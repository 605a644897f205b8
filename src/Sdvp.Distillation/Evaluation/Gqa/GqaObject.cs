using System.Collections.Immutable;
using Sdvp.Core.Values;

namespace Sdvp.Distillation.Evaluation.Gqa;

/// <summary>An object of a scene.</summary>
/// <param name="Id">Its id, unique in the scene.</param>
/// <param name="Name">What it is.</param>
/// <param name="X">First column.</param>
/// <param name="Y">First row.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Attributes">Its attributes, such as <c>red</c>.</param>
/// <param name="Relations">Its relations to other objects.</param>
public sealed record GqaObject(
    string Id, string Name, int X, int Y, int Width, int Height, ImmutableArray<string> Attributes, ImmutableArray<GqaRelation> Relations)
{
    /// <summary>The object's box in pixels of the image.</summary>
    public PixelBox Box => new(X, Y, X + Width, Y + Height);
}
