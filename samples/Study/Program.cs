using System.Text.Json;
using Sdvp.Samples.Study.Report;
using Sdvp.Samples.Study.Results;

if (args.Length != 2)
{
    Console.Error.WriteLine("Usage: Study RESULTS.json FOLDER");
    return 2;
}

var results = JsonSerializer.Deserialize<StudyResults>(await File.ReadAllBytesAsync(args[0]))!;
var files = new StudyFiles
{
    Html = Path.Combine(args[1], "study.html"),
    Csv = Path.Combine(args[1], "study.csv"),
    Json = Path.Combine(args[1], "study.json"),
    Markdown = Path.Combine(args[1], "study.md"),
};
await StudyWriter.WriteAsync(results, Console.Out, files, CancellationToken.None);
return 0;
