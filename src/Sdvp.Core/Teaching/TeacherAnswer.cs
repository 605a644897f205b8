using Sdvp.Core.Modules;

namespace Sdvp.Core.Teaching;

/// <summary>A teacher's answer to one query.</summary>
/// <param name="Distribution">Answers with probabilities, in the teacher's answer space.</param>
public sealed record TeacherAnswer(AnswerDistribution Distribution);
