using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Sdvp.Samples.Viper;

/// <summary>What came of one program.</summary>
/// <param name="File">The program's file.</param>
/// <param name="Answer">The result as <c>str()</c> prints it; null where there is none.</param>
/// <param name="Outcome"><c>answer</c>, <c>refused</c>, <c>error</c> or <c>budget</c>.</param>
/// <param name="Message">The reason; null for an answer.</param>
/// <param name="Line">The line in the file, from 1; null where there is none.</param>
/// <param name="Column">The column, from 1; null where there is none.</param>
internal sealed record ProgramOutcome(string File, string? Answer, string Outcome, string? Message, int? Line, int? Column = null)
{
    public bool IsAnswer => Outcome == "answer";

    public string ToJson()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("file", File);
            json.WriteString("answer", Answer);
            json.WriteString("outcome", Outcome);
            json.WriteString("message", Message);
            if (Line is { } line)
            {
                json.WriteNumber("line", line);
            }
            else
            {
                json.WriteNull("line");
            }

            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    public string ToText()
    {
        var place = Line is null ? File : string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}:{Column}");
        return IsAnswer ? Answer! : $"{place}: {Outcome}: {Message}";
    }
}
