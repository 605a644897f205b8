using System.Text.Json;
using Sdvp.Distillation.Evaluation.Json;

namespace Sdvp.Distillation.Evaluation.Gqa;

/// <summary>Writes question files in GQA's format.</summary>
public static class GqaQuestionWriter
{
    /// <summary>Writes a file, under a temporary name until it is whole.</summary>
    /// <param name="path">The file; replaced if it exists, its folder made if absent.</param>
    /// <param name="questions">The questions, with distinct ids; read one by one. Fields that are null are left out.</param>
    /// <param name="cancellationToken">Gives up and leaves nothing behind.</param>
    /// <returns>A task that ends when the file is in place.</returns>
    public static Task WriteAsync(string path, IEnumerable<GqaQuestion> questions, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(questions);
        return JsonWriting.WriteObjectAsync(path, questions, Write, cancellationToken);
    }

    private static void Write(Utf8JsonWriter writer, GqaQuestion question)
    {
        writer.WriteStartObject(question.Id);
        WriteProgram(writer, question);
        if (question.Entailed is { } entailed)
        {
            writer.WriteStrings("entailed", entailed);
        }

        if (question.Equivalent is { } equivalent)
        {
            writer.WriteStrings("equivalent", equivalent);
        }

        writer.WriteString("question", question.Question);
        writer.WriteString("imageId", question.ImageId);
        if (question.IsBalanced is { } isBalanced)
        {
            writer.WriteBoolean("isBalanced", isBalanced);
        }

        if (question.Groups is { } groups)
        {
            writer.WriteStartObject("groups");
            writer.WriteString("global", groups.Global);
            writer.WriteString("local", groups.Local);
            writer.WriteEndObject();
        }

        WriteOptional(writer, "answer", question.Answer);
        WriteOptional(writer, "semanticStr", question.SemanticStr);
        if (question.Annotations is { } annotations)
        {
            writer.WriteStartObject("annotations");
            writer.WriteMap("question", annotations.Question);
            writer.WriteMap("answer", annotations.Answer);
            writer.WriteMap("fullAnswer", annotations.FullAnswer);
            writer.WriteEndObject();
        }

        if (question.Types is { } types)
        {
            writer.WriteStartObject("types");
            WriteOptional(writer, "detailed", types.Detailed);
            WriteOptional(writer, "semantic", types.Semantic);
            WriteOptional(writer, "structural", types.Structural);
            writer.WriteEndObject();
        }

        WriteOptional(writer, "fullAnswer", question.FullAnswer);
        writer.WriteEndObject();
    }

    private static void WriteProgram(Utf8JsonWriter writer, GqaQuestion question)
    {
        if (question.Semantic is not { } steps)
        {
            return;
        }

        writer.WriteStartArray("semantic");
        foreach (var step in steps)
        {
            writer.WriteStartObject();
            writer.WriteString("operation", step.Operation);
            writer.WriteStartArray("dependencies");
            foreach (var dependency in step.Dependencies)
            {
                writer.WriteNumberValue(dependency);
            }

            writer.WriteEndArray();
            writer.WriteString("argument", step.Argument);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteOptional(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }
}
