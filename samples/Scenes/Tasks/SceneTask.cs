using System.Collections.Immutable;
using Sdvp.Core.Teaching;
using Sdvp.Core.Teaching.Adapters;

namespace Sdvp.Samples.Scenes.Tasks;

/// <summary>One of the two tasks: its splits, its teacher, and the adapters that put steps in the teacher's terms.</summary>
/// <param name="Name">Name of the column.</param>
/// <param name="Title">Name for people.</param>
/// <param name="TrainSplit">The examples to learn from.</param>
/// <param name="TestSplit">The examples to measure with.</param>
/// <param name="Teacher">The teacher.</param>
/// <param name="Adapters">The adapters that make labels; they abstain where the teacher is unsure.</param>
/// <param name="Guesser">The adapter of VQA without a bound on confidence, to measure the teacher and to put it in directly.</param>
public sealed record SceneTask(
    string Name, string Title, string TrainSplit, string TestSplit, ITeacher Teacher, ImmutableArray<IStepAdapter> Adapters, IGuessingStepAdapter Guesser);
