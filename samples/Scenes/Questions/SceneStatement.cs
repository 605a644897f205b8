namespace Sdvp.Samples.Scenes.Questions;

/// <summary>A statement about two scenes, as in NLVR2, and the visual program that a generator would write for it.</summary>
/// <param name="Family">The family, for breakdowns.</param>
/// <param name="Text">The statement.</param>
/// <param name="IsTrue">Whether it is true.</param>
/// <param name="Program">A VisProg program that judges the statement with VQA alone.</param>
public sealed record SceneStatement(string Family, string Text, bool IsTrue, string Program);
