namespace Sdvp.Distillation.Evaluation.Gqa;

/// <summary>How much attention lies on the objects that a question and its full answer speak of.</summary>
internal static class GqaGrounding
{
    public static double Of(GqaQuestion question, GqaScorerOptions options)
    {
        if (!options.Attentions!.TryGetValue(question.Id, out var map))
        {
            throw new InvalidDatasetException(options.Source, question.Id, null, "There is no attention for this question; grounding needs one for every balanced question.");
        }

        if (!options.Scenes!.TryGetValue(question.ImageId, out var scene))
        {
            throw new InvalidDatasetException(options.Source, question.Id, "imageId", $"There is no scene graph of the image {question.ImageId}; grounding needs it.");
        }

        if (question.Annotations is not { } annotations)
        {
            throw new InvalidDatasetException(options.Source, question.Id, "annotations", "The field is missing; grounding needs the objects that words speak of.");
        }

        var sum = 0.0;
        foreach (var id in annotations.Question.Values.Concat(annotations.FullAnswer.Values))
        {
            var item = scene.Objects.FirstOrDefault(o => o.Id == id) ?? throw new InvalidDatasetException(
                options.Source, question.Id, "annotations", $"The scene of {question.ImageId} has no object {id}.");
            sum += Attention(map, item, scene, question.Id, options);
        }

        return sum;
    }

    private static double Attention(IReadOnlyList<IReadOnlyList<double>> map, GqaObject item, GqaSceneGraph scene, string id, GqaScorerOptions options)
    {
        var edge = 1.0 / map.Count;
        var sum = 0.0;
        for (var i = 0; i < map.Count; i++)
        {
            if (map[i].Count != map.Count)
            {
                throw new InvalidDatasetException(options.Source, id, null, $"The attention's column {i} has {map[i].Count} rows; expected is a square map, here of {map.Count}.");
            }

            var across = Common(edge * i, edge * (i + 1), (double)item.X / scene.Width, (double)(item.X + item.Width) / scene.Width);
            for (var j = 0; j < map.Count; j++)
            {
                var down = Common(edge * j, edge * (j + 1), (double)item.Y / scene.Height, (double)(item.Y + item.Height) / scene.Height);
                sum += map[i][j] * (across * down / (((edge * (i + 1)) - (edge * i)) * ((edge * (j + 1)) - (edge * j))));
            }
        }

        return sum;
    }

    private static double Common(double begin, double end, double otherBegin, double otherEnd) =>
        Math.Max(0, Math.Min(end, otherEnd) - Math.Max(begin, otherBegin));
}
