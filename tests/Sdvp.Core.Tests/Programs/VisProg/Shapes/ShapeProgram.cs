using Sdvp.Core.Programs.VisProg;

namespace Sdvp.Core.Tests.Programs.VisProg.Shapes;

/// <summary>A program of one of the 24 shapes that VisProg's programs have.</summary>
/// <param name="Task">Its task.</param>
/// <param name="Shape">Its modules in order.</param>
/// <param name="Source">The program.</param>
/// <param name="Expected">Its result: an answer, or for images the names of objects that are still what they were.</param>
public sealed record ShapeProgram(VisProgTask Task, string Shape, string Source, string Expected)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Task} {Shape}";
}
