using System.Collections.Immutable;
using System.Globalization;
using Sdvp.Samples.Study.Running;

namespace Sdvp.Samples.Study;

/// <summary>What the command line says. No argument is needed.</summary>
internal sealed record StudyArguments
{
    private const string Usage = """
        Usage: Study [--quick] [--seeds N] [--json FILE] [--docs FILE] [--folder DIR] [--workers N] [--device NAME]
          --quick        one seed and less data, a few minutes: shows that everything works, and proves nothing
          --seeds N      seeds of the main table (default: 5, with --quick 1); more can be added later, what was measured is kept
          --json FILE    also write tables and claims as JSON
          --docs FILE    also write the report as Markdown (docs/study.md is made so)
          --folder DIR   where files and results are kept (default: artifacts/study, with --quick artifacts/study-quick); the same folder goes on where it was
          --workers N    processes side by side (default: as many as processors on the CPU, else 1)
          --device NAME  where networks run: cpu, cuda, cuda:1 … (default: cpu)

        Real data instead of the procedural world (docs/real-data.md):
          --gqa DIR --nlvr2 DIR   folders in GQA's and NLVR2's layout, for task A and task B
          --general DIR           a second folder in GQA's layout: what the host does anyway (default: GQA's, and general is not measured)
          --unseen FIRST,SECOND   two families of questions (types.detailed) that no task asks (default: where,name)
          --limit N               at most N examples of each training split and N/2 of each test (default: 3000)
          --vqa DIR --loc DIR     the modules: folders of FiLM networks or of Hugging Face checkpoints (default: the samples')
          --teacher-a DIR         a teacher of questions: likewise; --teacher-b DIR a teacher of statements: a FiLM folder
          --write-layout DIR      writes the procedural world as such folders, DIR/gqa, DIR/nlvr2 and DIR/general, and ends
        """;

    public bool IsQuick { get; init; }

    public int? Seeds { get; init; }

    public string? JsonFile { get; init; }

    public string? DocsFile { get; init; }

    public string? GivenFolder { get; init; }

    /// <summary>Set where folders are to be written instead of a study made.</summary>
    public string? LayoutFolder { get; init; }

    public FolderArguments Folders { get; init; } = new();

    public int? GivenWorkers { get; init; }

    public string Device { get; init; } = "cpu";

    /// <summary>Set where this process is one that another started, for one group.</summary>
    public GroupName? Group { get; init; }

    public string Folder => GivenFolder ?? Path.Combine("artifacts", $"study{(Folders.AreGiven ? "-folders" : "")}{(IsQuick ? "-quick" : "")}");

    public int Workers => GivenWorkers ?? (Device == "cpu" ? Environment.ProcessorCount : 1);

    /// <summary>Reads the command line; says on the console what is wrong with it.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="result">The arguments.</param>
    /// <param name="exitCode">The process's exit code where there is nothing to run.</param>
    /// <returns>Whether there is something to run.</returns>
    public static bool TryParse(string[] args, out StudyArguments result, out int exitCode)
    {
        (result, exitCode) = (new StudyArguments(), 0);
        var rest = args.ToImmutableArray();
        while (!rest.IsEmpty)
        {
            switch (rest.AsSpan())
            {
                case ["--help" or "-h", ..]:
                    Console.WriteLine(Usage);
                    return false;
                case ["--quick", ..]:
                    result = result with { IsQuick = true };
                    rest = rest[1..];
                    continue;
                case ["--json", var file, ..]: result = result with { JsonFile = file }; break;
                case ["--docs", var file, ..]: result = result with { DocsFile = file }; break;
                case ["--folder", var folder, ..]: result = result with { GivenFolder = folder }; break;
                case ["--device", var device, ..]: result = result with { Device = device }; break;
                case ["--group", var group, ..]: result = result with { Group = GroupName.Parse(group) }; break;
                case ["--write-layout", var folder, ..]: result = result with { LayoutFolder = folder }; break;
                case ["--gqa", var folder, ..]: result = result with { Folders = result.Folders with { Gqa = folder } }; break;
                case ["--nlvr2", var folder, ..]: result = result with { Folders = result.Folders with { Nlvr2 = folder } }; break;
                case ["--general", var folder, ..]: result = result with { Folders = result.Folders with { General = folder } }; break;
                case ["--unseen", var families, ..]: result = result with { Folders = result.Folders with { Unseen = families } }; break;
                case ["--vqa", var folder, ..]: result = result with { Folders = result.Folders with { Models = result.Folders.Models with { Vqa = folder } } }; break;
                case ["--loc", var folder, ..]: result = result with { Folders = result.Folders with { Models = result.Folders.Models with { Loc = folder } } }; break;
                case ["--teacher-a", var folder, ..]: result = result with { Folders = result.Folders with { Models = result.Folders.Models with { TeacherA = folder } } }; break;
                case ["--teacher-b", var folder, ..]: result = result with { Folders = result.Folders with { Models = result.Folders.Models with { TeacherB = folder } } }; break;
                case ["--limit", var text, ..] when Positive(text) is { } limit: result = result with { Folders = result.Folders with { Limit = limit } }; break;
                case ["--seeds", var text, ..] when Positive(text) is { } seeds: result = result with { Seeds = seeds }; break;
                case ["--workers", var text, ..] when Positive(text) is { } workers: result = result with { GivenWorkers = workers }; break;
                case ["--seeds" or "--workers" or "--limit", var text, ..]: return Refuse(out exitCode, $"{rest[0]} is '{text}'; expected is a whole number of at least 1.");
                case [var option]: return Refuse(out exitCode, option.StartsWith('-') ? $"The option {option} needs a value, or is unknown." : $"'{option}' is no option.");
                default: return Refuse(out exitCode, $"The option {rest[0]} is unknown.");
            }

            rest = rest[2..];
        }

        return result.Folders.Problem is not { } problem || Refuse(out exitCode, problem);
    }

    private static int? Positive(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 ? number : null;

    private static bool Refuse(out int exitCode, string problem)
    {
        exitCode = 2;
        Console.Error.WriteLine(problem);
        Console.Error.WriteLine(Usage);
        return false;
    }
}
