namespace Sdvp.Distillation.Evaluation.Gqa;

/// <summary>GQA's official metrics of files.</summary>
public static class GqaEvaluation
{
    /// <summary>Scores a file of predictions. Questions and choices are read one by one and are not held in memory.</summary>
    /// <param name="questions">
    /// The questions: a file, or a folder of shards. With consistency the file of all questions (<c>val_all_questions.json</c>), else the balanced ones suffice.
    /// </param>
    /// <param name="predictions">The predictions; see <see cref="GqaPredictionFile"/>.</param>
    /// <param name="choices">The choices; null where there are none, as for testdev: validity and plausibility are 0 then.</param>
    /// <param name="consistency">Whether to compute consistency. Default: false.</param>
    /// <param name="options">What to do about unusable entries; questions without a prediction are among them. Default: the first one is thrown.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The scores.</returns>
    /// <exception cref="InvalidDatasetException">An entry cannot be used and the options name nobody to tell, or choices or entailed questions are missing.</exception>
    public static async Task<GqaScores> ScoreAsync(
        string questions,
        string predictions,
        string? choices = null,
        bool consistency = false,
        DatasetReadOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        options ??= new DatasetReadOptions();
        var scorer = new GqaScorer(
            await GqaPredictionFile.ReadAsync(predictions, options, cancellationToken), new GqaScorerOptions { Consistency = consistency, Source = questions });
        await foreach (var question in GqaQuestionFile.ReadAsync(questions, options, cancellationToken))
        {
            try
            {
                scorer.Add(question);
            }
            catch (InvalidDatasetException error) when (options.OnError is not null)
            {
                options.OnError(error);
            }
        }

        if (choices is not null)
        {
            await foreach (var entry in GqaChoicesFile.ReadAsync(choices, options, cancellationToken))
            {
                scorer.Add(entry);
            }
        }

        return scorer.GetScores();
    }
}
