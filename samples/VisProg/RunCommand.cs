using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Sdvp.Core.Execution;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs;
using Sdvp.Core.Programs.VisProg;
using Sdvp.Core.Rationale;
using Sdvp.Core.Values;
using Sdvp.Modules.Imaging;

namespace Sdvp.Samples.VisProg;

/// <summary>Runs programs and writes how they came to their answers.</summary>
internal static class RunCommand
{
    public static async Task<int> RunAsync(CommandArguments arguments, TextReader input, TextWriter output, TextWriter errors, CancellationToken cancellationToken)
    {
        var files = new List<ProgramFile>();
        foreach (var name in arguments.Operands)
        {
            files.Add(await ProgramFile.ReadAsync(name, input, cancellationToken));
        }

        await using var provider = Host.Create(arguments.Fallback);
        var images = InputImages.Load(arguments, provider.GetRequiredService<IImageCodec>());
        var language = provider.GetServices<IProgramLanguage>().OfType<VisProgLanguage>().Single();
        var options = provider.GetRequiredService<IModuleRegistry>().ToParseOptions(images, arguments.Strict);
        var programs = files.ConvertAll(file => (File: file, Parse: language.Parse(file.Source, options)));
        var requests = programs.Select((p, i) => new ProgramRequest(
            files.Count == 1 ? p.File.Title : $"{i + 1} {p.File.Title}", p.Parse.GetProgramOrRefused(language.Name, p.File.Source), InputsOf(p.File, images))
        {
            Question = arguments["--question"] ?? p.File.Question,
        }).ToArray();

        var rationales = new List<RunRationale>();
        await foreach (var run in provider.GetRequiredService<IProgramRunner>().RunAsync(requests, cancellationToken))
        {
            var (file, parse) = programs[rationales.Count];
            var request = requests[rationales.Count];
            rationales.Add(RunRationale.From(request.Question ?? file.Title, request.Program, request.Inputs, run) with
            {
                Diagnostics = parse.Diagnostics,
                Gold = arguments["--expect"],
            });
        }

        var pages = await RationaleFiles.SaveAsync(arguments, rationales, files[0].Title, cancellationToken);
        for (var i = 0; i < files.Count; i++)
        {
            await AnswerPrinter.PrintAsync(arguments, files[i].Name, rationales[i], pages, output, errors);
        }

        return rationales.TrueForAll(r => r.Failure is null) ? ExitCodes.Done : ExitCodes.Failed;
    }

    // A page shows the pictures that its program looks at, not every name that a picture was given.
    private static ImmutableDictionary<string, ProgramValue> InputsOf(ProgramFile file, ImmutableDictionary<string, ProgramValue> images)
    {
        var used = images.Where(i => Names(file.Source).Contains(i.Key, StringComparer.Ordinal)).ToImmutableDictionary(StringComparer.Ordinal);
        return used.IsEmpty ? images : used;
    }

    private static string[] Names(string source) =>
        source.Split([.. source.Where(c => !char.IsLetterOrDigit(c) && c != '_').Distinct()], StringSplitOptions.RemoveEmptyEntries);
}
