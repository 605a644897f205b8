using System.Globalization;
using System.Text.Json;
using Sdvp.Distillation.Reporting;
using Sdvp.Samples.Scenes.Tasks;

namespace Sdvp.Samples.Quickstart;

/// <summary>Prints the results, and writes them as JSON.</summary>
internal sealed class Summary
{
    private readonly List<(string Framework, TableBuilder Table, QuickstartReport Report)> _results = [];

    /// <summary>How modules that one framework taught serve both.</summary>
    public TransferTable Transfer { get; } = new();

    public void Print(string framework, TableBuilder table, QuickstartReport report, SceneData data)
    {
        _results.Add((framework, table, report));
        Console.WriteLine();
        Console.WriteLine($"{framework}: whole-program accuracy in percent, with 95 % bootstrap intervals");
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

    public void PrintTransfer()
    {
        Console.WriteLine();
        Console.WriteLine("Modules distilled on one framework's programs, used by both; paired change from before, in points");
        Console.WriteLine(Transfer.ToChanges().ToText());
    }

    /// <summary>Writes the results. Those of the first framework stand at the root, those of a second one under its name.</summary>
    public Task SaveJsonAsync(string file, TimeSpan elapsed, CancellationToken cancellationToken) =>
        _results[0].Table.ToTable().SaveJsonAsync(
            file,
            writer =>
            {
                WriteMeasures(writer, _results[0]);
                foreach (var result in _results.Skip(1))
                {
                    writer.WriteStartObject(result.Framework);
                    result.Table.ToTable().WriteRows(writer);
                    WriteMeasures(writer, result);
                    writer.WriteEndObject();
                }

                WriteTable(writer, "transfer", Transfer.ToTable());
                WriteTable(writer, "transferChanges", Transfer.ToChanges());
                writer.WriteNumber("seconds", elapsed.TotalSeconds);
            },
            cancellationToken);

    private static void WriteMeasures(Utf8JsonWriter writer, (string Framework, TableBuilder Table, QuickstartReport Report) result)
    {
        var (framework, table, report) = result;
        writer.WriteString("framework", framework);
        WriteByTask(writer, "teacherStepAccuracy", report, (_, measure) => measure.TeacherAccuracy);
        WriteByTask(writer, "studentStepAccuracyBefore", report, (task, _) => table["before", task.Name].StepAccuracy);
        WriteByTask(writer, "studentStepAccuracyAfter", report, (task, _) => table["stepwise", task.Name].StepAccuracy);
        writer.WriteStartObject("labels");
        writer.WriteNumber("precision", report.Tasks.Sum(t => t.Measure.LabelsRight) / (double)report.Tasks.Sum(t => t.Measure.Labels));
        writer.WriteNumber("coverage", report.Tasks.Sum(t => t.Measure.Labelled) / (double)report.Tasks.Sum(t => t.Measure.Steps));
        WriteByTask(writer, "precisionByTask", report, (_, measure) => measure.Precision);
        WriteByTask(writer, "coverageByTask", report, (_, measure) => measure.Coverage);
        writer.WriteEndObject();
        WriteTable(writer, "changes", table.ToChanges());
    }

    private static void WriteTable(Utf8JsonWriter writer, string name, ResultTable table)
    {
        writer.WriteStartObject(name);
        table.WriteRows(writer);
        writer.WriteEndObject();
    }

    private static void WriteByTask(Utf8JsonWriter writer, string name, QuickstartReport report, Func<SceneTask, TeacherMeasure, double> value)
    {
        writer.WriteStartObject(name);
        foreach (var (task, measure, _) in report.Tasks)
        {
            writer.WriteNumber(task.Name, value(task, measure));
        }

        writer.WriteEndObject();
    }
}
