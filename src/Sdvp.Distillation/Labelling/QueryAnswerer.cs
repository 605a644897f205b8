using Sdvp.Core.Teaching;

namespace Sdvp.Distillation.Labelling;

/// <summary>Answers a teacher's queries: each different one once, those in the cache not at all. Thread-safe.</summary>
/// <param name="teacher">Who is asked.</param>
/// <param name="cache">Answers that need not be asked for; new ones are added. Null for none.</param>
/// <param name="options">How the teacher is asked.</param>
internal sealed class QueryAnswerer(ITeacher teacher, TeacherCache? cache, StepLabellerOptions options)
{
    /// <summary>Answers queries.</summary>
    /// <param name="asked">The queries and their content ids; equal ones may come again.</param>
    /// <param name="progress">Told how many are answered, or have failed. Null for none.</param>
    /// <param name="cancellationToken">Stops before the next batch of the teacher; answers so far stay in the cache.</param>
    /// <returns>The answers and the failures.</returns>
    public async Task<QueryAnswers> AnswerAsync(
        IEnumerable<(string Id, TeacherQuery Query)> asked, IProgress<(int Done, int Total)>? progress, CancellationToken cancellationToken)
    {
        var queries = new Dictionary<string, TeacherQuery>(StringComparer.Ordinal);
        var answers = new Dictionary<string, TeacherAnswer>(StringComparer.Ordinal);
        var failures = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (id, query) in asked)
        {
            if (!queries.TryAdd(id, query))
            {
                continue;
            }

            if (cache?.Find(teacher.Version, id) is { } known)
            {
                answers.Add(id, known);
            }
            else if (options.SkipTeacherFailures && options.KnownFailures.TryGetValue(id, out var failure))
            {
                failures.Add(id, failure);
            }
        }

        var cached = answers.Count;
        progress?.Report((cached + failures.Count, queries.Count));
        // Batches are cut from all queries, not from the open ones: a network's answers may depend on their batch in the last bits,
        // and labels must not depend on whether labelling was interrupted.
        foreach (var batch in queries.Chunk(options.TeacherBatchSize))
        {
            cancellationToken.ThrowIfCancellationRequested();
            KeyValuePair<string, TeacherQuery>[] open = [.. batch.Where(q => !answers.ContainsKey(q.Key) && !failures.ContainsKey(q.Key))];
            if (open.Length > 0)
            {
                var answered = options.SkipTeacherFailures
                    ? await TryTeacherAsync(open, failures, cancellationToken).ConfigureAwait(false)
                    : await AskTeacherAsync(open, cancellationToken).ConfigureAwait(false);
                cache?.Add(teacher.Version, answered);
                foreach (var (id, answer) in answered)
                {
                    answers.Add(id, answer);
                }

                progress?.Report((answers.Count + failures.Count, queries.Count));
            }
        }

        return new QueryAnswers(answers, failures, cached);
    }

    /// <summary>Asks again one by one where a batch fails, so that only the queries at fault are lost.</summary>
    private async Task<KeyValuePair<string, TeacherAnswer>[]> TryTeacherAsync(
        KeyValuePair<string, TeacherQuery>[] queries, Dictionary<string, string> failures, CancellationToken cancellationToken)
    {
        try
        {
            return await AskTeacherAsync(queries, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (queries.Length == 1 && !cancellationToken.IsCancellationRequested)
        {
            failures.Add(queries[0].Key, $"The teacher {teacher.Version} failed at '{queries[0].Value.Text}': {error.Message}");
            return [];
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            var answered = new List<KeyValuePair<string, TeacherAnswer>>(queries.Length);
            foreach (var query in queries)
            {
                answered.AddRange(await TryTeacherAsync([query], failures, cancellationToken).ConfigureAwait(false));
            }

            return [.. answered];
        }
    }

    private async Task<KeyValuePair<string, TeacherAnswer>[]> AskTeacherAsync(KeyValuePair<string, TeacherQuery>[] queries, CancellationToken cancellationToken)
    {
        var given = await teacher.AnswerAsync([.. queries.Select(q => q.Value)], cancellationToken).ConfigureAwait(false);
        return given.Count == queries.Length
            ? [.. queries.Zip(given, (q, a) => KeyValuePair.Create(q.Key, a))]
            : throw new InvalidOperationException($"The teacher {teacher.Version} gave {given.Count} answers to {queries.Length} queries; expected is one for each.");
    }
}
