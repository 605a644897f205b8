using System.Text.Json;
using Sdvp.Core.Modules;

namespace Sdvp.Core.Recording;

/// <summary>Distributions in JSON: <c>[["yes",0.75],["no",0.25]]</c>.</summary>
internal static class AnswerDistributionJson
{
    public static void Write(Utf8JsonWriter json, AnswerDistribution? distribution)
    {
        if (distribution is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartArray();
        foreach (var (answer, probability) in distribution.Answers)
        {
            json.WriteStartArray();
            JsonText.Write(json, answer);
            JsonNumber.Write(json, probability);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    public static AnswerDistribution? Read(JsonField field)
    {
        if (field.Kind == JsonValueKind.Null)
        {
            return null;
        }

        try
        {
            return new AnswerDistribution([.. field.Items().Select(ReadAnswer)]);
        }
        catch (ArgumentException error)
        {
            throw field.Invalid(error.Message, error);
        }
    }

    private static KeyValuePair<string, double> ReadAnswer(JsonField field)
    {
        JsonField[] pair = [.. field.Items(expectedCount: 2)];
        return new(JsonText.Read(pair[0]) ?? throw pair[0].Invalid("an answer is null"), JsonNumber.Read(pair[1]));
    }
}
