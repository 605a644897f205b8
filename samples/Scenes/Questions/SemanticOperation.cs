using System.Collections.Immutable;

namespace Sdvp.Samples.Scenes.Questions;

/// <summary>One operation of a question's functional program, in GQA's spelling.</summary>
/// <param name="Operation">The operation, such as <c>select</c> or <c>filter color</c>.</param>
/// <param name="Argument">Its argument.</param>
/// <param name="Dependencies">Indices of the operations whose results it takes.</param>
public sealed record SemanticOperation(string Operation, string Argument, ImmutableArray<int> Dependencies);
