using System.Text.Json;
using Sdvp.Distillation.Reporting;

namespace Sdvp.Samples.Study.Report;

/// <summary>
/// The numbers as JSON: <c>claims</c> with name, kind, text, estimate, low, high, p, holds (null where not measured); <c>frameworks</c> by name, with tables
/// whose shape is that of <see cref="ResultTable.WriteRows"/>; <c>settings</c>, <c>command</c>, <c>seconds</c>. Shares lie in [0, 1], not in percent.
/// </summary>
internal static class StudyJson
{
    public static byte[] Of(StudyAnalysis analysis)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("command", analysis.Results.Command);
            json.WriteNumber("seconds", analysis.Results.Seconds);
            json.WriteStartObject("settings");
            foreach (var setting in analysis.Results.Settings)
            {
                json.WriteString(setting.Name, setting.Value);
            }

            json.WriteEndObject();
            WriteClaims(json, analysis);
            json.WriteStartObject("frameworks");
            foreach (var framework in analysis.Frameworks)
            {
                WriteFramework(json, framework);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static void WriteClaims(Utf8JsonWriter json, StudyAnalysis analysis)
    {
        json.WriteStartArray("claims");
        foreach (var framework in analysis.Frameworks)
        {
            foreach (var (kind, claims) in new[] { ("bar", framework.Claims.Bars), ("abstract", framework.Claims.Abstract) })
            {
                foreach (var claim in claims)
                {
                    json.WriteStartObject();
                    json.WriteString("name", claim.Name);
                    json.WriteString("kind", kind);
                    json.WriteString("framework", framework.Framework);
                    json.WriteString("text", claim.Text);
                    WriteNumber(json, "estimate", claim.Estimate?.Mean);
                    WriteNumber(json, "low", claim.Estimate?.Low);
                    WriteNumber(json, "high", claim.Estimate?.High);
                    WriteNumber(json, "p", claim.PValue);
                    if (claim.Holds is { } holds)
                    {
                        json.WriteBoolean("holds", holds);
                    }
                    else
                    {
                        json.WriteNull("holds");
                    }

                    json.WriteEndObject();
                }
            }
        }

        json.WriteEndArray();
    }

    private static void WriteFramework(Utf8JsonWriter json, FrameworkAnalysis framework)
    {
        json.WriteStartObject(framework.Framework);
        framework.Accuracy.WriteRows(json);
        WriteTable(json, "changes", framework.Changes);
        WriteTable(json, "steps", framework.Steps);
        WriteTable(json, "recovered", framework.Recovered);
        WriteTable(json, "labels", framework.Labels);
        WriteTable(json, "tradeOff", framework.TradeOff.ToTable());
        json.WriteStartObject("ablations");
        foreach (var ablation in framework.Ablations)
        {
            json.WriteStartObject(ablation.Section);
            ablation.Changes.WriteRows(json);
            WriteTable(json, "labels", ablation.Labels);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteStartArray("mcnemar");
        foreach (var test in framework.Tests)
        {
            WriteTest(json, test);
        }

        json.WriteEndArray();
        json.WriteStartArray("missing");
        foreach (var sentence in framework.Missing)
        {
            json.WriteStringValue(sentence);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteTest(Utf8JsonWriter json, PairTest test)
    {
        json.WriteStartObject();
        json.WriteString("first", test.First);
        json.WriteString("second", test.Second);
        json.WriteString("column", test.Column.Name);
        json.WriteNumber("firstOnly", test.Test.FirstOnly);
        json.WriteNumber("secondOnly", test.Test.SecondOnly);
        json.WriteNumber("p", test.Test.PValue);
        json.WriteEndObject();
    }

    private static void WriteTable(Utf8JsonWriter json, string name, ResultTable table)
    {
        json.WriteStartObject(name);
        table.WriteRows(json);
        json.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
