using Sdvp.Core.Teaching;

namespace Sdvp.Distillation.Labelling;

/// <summary>What came of asking a teacher.</summary>
/// <param name="Answers">Answers by the query's content id.</param>
/// <param name="Failures">What was said of each query at which the teacher failed.</param>
/// <param name="Cached">Answers that the cache gave.</param>
internal sealed record QueryAnswers(Dictionary<string, TeacherAnswer> Answers, Dictionary<string, string> Failures, int Cached);
