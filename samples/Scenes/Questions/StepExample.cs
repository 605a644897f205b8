using System.Collections.Immutable;
using Sdvp.Core.Values;
using Sdvp.Samples.Scenes.World;

namespace Sdvp.Samples.Scenes.Questions;

/// <summary>A part of a rendered scene with questions that a VQA step could ask about it.</summary>
/// <param name="Scene">The scene.</param>
/// <param name="Image">The part.</param>
/// <param name="Questions">Questions with their answers.</param>
public sealed record StepExample(Scene Scene, ImageValue Image, ImmutableArray<(StepQuestion Question, string Answer)> Questions);
