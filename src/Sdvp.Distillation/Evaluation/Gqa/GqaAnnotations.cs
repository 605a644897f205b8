using System.Collections.Immutable;

namespace Sdvp.Distillation.Evaluation.Gqa;

/// <summary>Which words speak of which objects. Keys are a word's index, such as <c>2</c>, or a range without its end, such as <c>2:4</c>; values are object ids.</summary>
/// <param name="Question">Words of the question.</param>
/// <param name="Answer">Words of the answer.</param>
/// <param name="FullAnswer">Words of the full answer.</param>
public sealed record GqaAnnotations(
    ImmutableDictionary<string, string> Question, ImmutableDictionary<string, string> Answer, ImmutableDictionary<string, string> FullAnswer);
