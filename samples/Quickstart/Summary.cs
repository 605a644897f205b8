using System.Globalization;
using System.Text.Json;

namespace Sdvp.Samples.Quickstart;

/// <summary>Prints the results, and writes them as JSON.</summary>
internal static class Summary
{
    public static void Print(TableBuilder table, QuickstartReport report, QuickstartData data)
    {
        Console.WriteLine();
        Console.WriteLine("Whole-program accuracy in percent, with 95 % bootstrap intervals");
        Console.WriteLine(table.ToTable().ToText());
        Console.WriteLine("Paired change from before, in points");
        Console.WriteLine(table.ToChanges().ToText());
        Console.WriteLine(report.Baseline);
        foreach (var (task, measure, result) in report.Tasks)
        {
            Console.WriteLine($"{task.Title}: accuracy at VQA steps: {report.DescribeSteps(task, measure)}");
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{task.Title}: labels of VQA steps: precision {100 * measure.Precision:0.0}, coverage {100 * measure.Coverage:0.0}"));
            foreach (var module in result.Modules)
            {
                Console.WriteLine($"{task.Title}: {module.Module.Signature.Name} learned from {module.Labels} labels; {module.Loss}");
            }
        }

        foreach (var group in data.Failures.GroupBy(f => (f.Split, f.Failure.Cause)))
        {
            Console.WriteLine($"{group.Key.Split}: {group.Count()} examples could not be loaded ({group.Key.Cause}), for instance: {group.First().Failure.Message}");
        }
    }

    public static Task SaveJsonAsync(string file, TableBuilder table, QuickstartReport report, TimeSpan elapsed, CancellationToken cancellationToken) =>
        table.ToTable().SaveJsonAsync(
            file,
            writer =>
            {
                WriteByTask(writer, "teacherStepAccuracy", report, (_, measure) => measure.TeacherAccuracy);
                WriteByTask(writer, "studentStepAccuracyBefore", report, (task, _) => table["before", task.Name].StepAccuracy);
                WriteByTask(writer, "studentStepAccuracyAfter", report, (task, _) => table["stepwise", task.Name].StepAccuracy);
                writer.WriteStartObject("labels");
                writer.WriteNumber("precision", report.Tasks.Sum(t => t.Measure.LabelsRight) / (double)report.Tasks.Sum(t => t.Measure.Labels));
                writer.WriteNumber("coverage", report.Tasks.Sum(t => t.Measure.Labelled) / (double)report.Tasks.Sum(t => t.Measure.Steps));
                WriteByTask(writer, "precisionByTask", report, (_, measure) => measure.Precision);
                WriteByTask(writer, "coverageByTask", report, (_, measure) => measure.Coverage);
                writer.WriteEndObject();
                writer.WritePropertyName("changes");
                writer.WriteStartObject();
                table.ToChanges().WriteRows(writer);
                writer.WriteEndObject();
                writer.WriteNumber("seconds", elapsed.TotalSeconds);
            },
            cancellationToken);

    private static void WriteByTask(Utf8JsonWriter writer, string name, QuickstartReport report, Func<QuickstartTask, TeacherMeasure, double> value)
    {
        writer.WriteStartObject(name);
        foreach (var (task, measure, _) in report.Tasks)
        {
            writer.WriteNumber(task.Name, value(task, measure));
        }

        writer.WriteEndObject();
    }
}
