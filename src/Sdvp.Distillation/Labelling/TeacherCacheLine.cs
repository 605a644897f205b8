using System.Text.Json;
using Sdvp.Core.Modules;
using Sdvp.Core.Teaching;

namespace Sdvp.Distillation.Labelling;

/// <summary>One answer as a line: <c>{"teacher":"…","query":"…","answers":["yes",0.75,"no",0.25]}</c>.</summary>
internal static class TeacherCacheLine
{
    public static void Write(Stream stream, ModuleVersion teacher, string query, TeacherAnswer answer)
    {
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("teacher", teacher.Id);
            json.WriteString("query", query);
            json.WriteStartArray("answers");
            foreach (var (text, probability) in answer.Distribution.Answers)
            {
                json.WriteStringValue(text);
                json.WriteNumberValue(probability);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
    }

    public static (ModuleVersion Teacher, string Query, TeacherAnswer Answer) Parse(string line, string path, int number)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var items = json.RootElement.GetProperty("answers");
            var answers = new List<KeyValuePair<string, double>>();
            for (var i = 0; i + 1 < items.GetArrayLength(); i += 2)
            {
                answers.Add(new(items[i].GetString()!, items[i + 1].GetDouble()));
            }

            return (
                new ModuleVersion(json.RootElement.GetProperty("teacher").GetString()!),
                json.RootElement.GetProperty("query").GetString()!,
                new TeacherAnswer(new AnswerDistribution(answers)));
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new InvalidDataException(
                $"Line {number} of the teacher cache {path} is damaged: {error.Message} Remove the line, or the file: its answers are then asked for again.", error);
        }
    }
}
