using Sdvp.Samples.Scenes.Programs;

namespace Sdvp.Samples.Scenes.Questions;

/// <summary>A statement about two scenes, as in NLVR2, and the visual programs that a generator would write for it.</summary>
/// <param name="Family">The family, for breakdowns.</param>
/// <param name="Text">The statement.</param>
/// <param name="IsTrue">Whether it is true.</param>
/// <param name="Programs">The programs that judge the statement with VQA alone.</param>
public sealed record SceneStatement(string Family, string Text, bool IsTrue, ScenePrograms Programs);
