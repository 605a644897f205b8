using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Sdvp.Core.Modules;
using Sdvp.Core.Recording;
using Sdvp.Core.Teaching;
using Sdvp.Core.Values;
using Sdvp.Distillation.Labelling;

namespace Sdvp.Distillation.Export;

/// <summary>One labelled step as the values of a row. What has parts of its own (arguments, distributions, regions) is JSON.</summary>
internal sealed record LabelRow(
    string Run,
    int Step,
    string Question,
    string? Answer,
    string? Family,
    string Language,
    string Program,
    string? Output,
    string Module,
    string Version,
    string Arguments,
    string? Image,
    int? Left,
    int? Top,
    int? Right,
    int? Bottom,
    string? Text,
    string? Value,
    string? Distribution,
    string? Label,
    double? LabelProbability,
    string? LabelDistribution,
    string? LabelRegions,
    double Weight,
    string Origin)
{
    private static readonly JsonWriterOptions _json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static LabelRow Of(LabelledStep step)
    {
        var (record, example, label) = (step.Record, step.Example, step.Label);
        var image = record.Arguments.OrderBy(a => a.Key, StringComparer.Ordinal).Select(a => a.Value).OfType<ImageValue>().FirstOrDefault();
        return new LabelRow(
            record.RunId,
            record.StepIndex,
            example.Question,
            example.Answer,
            example.Family,
            example.Program.Language,
            example.Program.Source,
            record.Output,
            record.Module,
            record.Version.Id,
            Json(writer => WriteArguments(writer, record)),
            image?.Root.ContentId,
            image?.Box.Left,
            image?.Box.Top,
            image?.Box.Right,
            image?.Box.Bottom,
            record.Arguments.OrderBy(a => a.Key, StringComparer.Ordinal).Select(a => a.Value).OfType<TextValue>().FirstOrDefault()?.Text,
            record.Value is { } value ? AnswerNormalizer.ToText(value) : null,
            Describe(record.Distribution),
            label.Answers?.Top,
            label.Answers?.Confidence,
            Describe(label.Answers),
            label.Answers is null ? Json(writer => WriteRegions(writer, label)) : null,
            label.Weight,
            label.Origin);
    }

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("run", Run);
        writer.WriteNumber("step", Step);
        writer.WriteString("question", Question);
        writer.WriteString("answer", Answer);
        writer.WriteString("family", Family);
        writer.WriteString("language", Language);
        writer.WriteString("program", Program);
        writer.WriteString("output", Output);
        writer.WriteString("module", Module);
        writer.WriteString("version", Version);
        Raw(writer, "arguments", Arguments);
        writer.WriteString("value", Value);
        Raw(writer, "distribution", Distribution);
        writer.WriteString("label", Label);
        Raw(writer, "label_distribution", LabelDistribution);
        Raw(writer, "label_regions", LabelRegions);
        writer.WriteNumber("weight", Weight);
        writer.WriteString("origin", Origin);
        writer.WriteEndObject();
    }

    private static void Raw(Utf8JsonWriter writer, string name, string? json)
    {
        writer.WritePropertyName(name);
        if (json is null)
        {
            writer.WriteNullValue();
        }
        else
        {
            writer.WriteRawValue(json, skipInputValidation: true);
        }
    }

    private static void WriteArguments(Utf8JsonWriter writer, StepRecord record)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in record.Arguments.OrderBy(a => a.Key, StringComparer.Ordinal))
        {
            writer.WritePropertyName(name);
            WriteValue(writer, value);
        }

        writer.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter writer, ProgramValue value)
    {
        switch (value)
        {
            case ImageValue image:
                writer.WriteStartObject();
                writer.WriteString("image", image.Root.ContentId);
                WriteBox(writer, image.Box);
                writer.WriteEndObject();
                break;
            case RegionsValue regions:
                writer.WriteStartArray();
                foreach (var region in regions.Regions)
                {
                    writer.WriteStartObject();
                    WriteBox(writer, region.Box);
                    writer.WriteNumber("score", region.Score);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
                break;
            case ListValue list:
                writer.WriteStartArray();
                foreach (var item in list.Items)
                {
                    WriteValue(writer, item);
                }

                writer.WriteEndArray();
                break;
            case BooleanValue boolean:
                writer.WriteBooleanValue(boolean.Value);
                break;
            case IntegerValue integer:
                writer.WriteNumberValue(integer.Value);
                break;
            case NumberValue number when double.IsFinite(number.Value):
                writer.WriteNumberValue(number.Value);
                break;
            case NoneValue:
                writer.WriteNullValue();
                break;
            default:
                writer.WriteStringValue(AnswerNormalizer.ToText(value));
                break;
        }
    }

    private static void WriteRegions(Utf8JsonWriter writer, StepLabel label)
    {
        writer.WriteStartArray();
        foreach (var region in label.Regions)
        {
            writer.WriteStartObject();
            WriteBox(writer, region.Box);
            writer.WriteNumber("probability", region.Probability);
            writer.WriteNumber("weight", region.Weight);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteBox(Utf8JsonWriter writer, PixelBox box)
    {
        writer.WriteStartArray("box");
        writer.WriteNumberValue(box.Left);
        writer.WriteNumberValue(box.Top);
        writer.WriteNumberValue(box.Right);
        writer.WriteNumberValue(box.Bottom);
        writer.WriteEndArray();
    }

    private static string? Describe(AnswerDistribution? distribution) => distribution is null ? null : Json(writer =>
    {
        writer.WriteStartObject();
        foreach (var (answer, probability) in distribution.Answers)
        {
            writer.WriteNumber(answer, probability);
        }

        writer.WriteEndObject();
    });

    private static string Json(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, _json))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }
}
