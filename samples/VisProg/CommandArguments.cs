using System.Collections.Immutable;
using System.Globalization;

namespace Sdvp.Samples.VisProg;

/// <summary>What the command line says.</summary>
internal sealed record CommandArguments
{
    public const string Run = "run";
    public const string Check = "check";
    public const string Generate = "generate";

    public const string Usage = """
        Runs, checks and writes VisProg programs.

          VisProg PROGRAM… --image a.png          run programs, print their answers, write how they came to them
          VisProg check FILE…                     print what is wrong with programs; exit code 1 where one has an error
          VisProg generate "QUESTION"             have a language model write a program; with --image also run it

        Run:
          --image FILE, --image2 FILE             IMAGE; with a second image both as LEFT and RIGHT, too
          --left FILE, --right FILE               LEFT and RIGHT
          --question TEXT                         what the program answers (default: the comment in its first line)
          --expect ANSWER                         the expected answer, to be marked right or wrong
          --out FILE                              the page (default: PROGRAM.html); of several programs the folder (default: rationale)
          --json                                  print one line of JSON for each program, and write JSON beside each page
          --fallback                              ask VQA the question itself where a program fails
          --strict                                refuse what would be repaired

        Check:
          --strict                                repairs are errors
          --json                                  print one line of JSON for each file

        Generate:
          --profile gqa|nlvr|tagging|editing      the task (default: gqa; nlvr where there are two images)
          --samples N                             programs to sample (default: 1); with an image the majority of their answers counts
          --cache FOLDER                          keep replies; what is there is not asked again
          --image, --image2, --left, --right, --expect, --out, --json, --fallback as above

        A chat endpoint is configured by SDVP_CHAT_ENDPOINT and SDVP_CHAT_MODEL, or by appsettings.json in the current folder:
          {"Chat": {"Endpoint": "http://localhost:11434", "Model": "qwen2.5-coder:7b"}}
        An address that ends in /v1 is any OpenAI-compatible server (key: SDVP_CHAT_KEY), others are Ollama.

        A file named - is the standard input. Exit codes: 0 done, 1 a program is refused or failed, 2 command line, files or configuration.

        """;

    private static readonly ImmutableArray<string> Switches = ["--json", "--strict", "--fallback"];

    private static readonly ImmutableArray<string> Options =
        ["--image", "--image2", "--left", "--right", "--question", "--expect", "--out", "--profile", "--samples", "--cache"];

    public required string Command { get; init; }

    public ImmutableArray<string> Operands { get; init; } = [];

    public ImmutableDictionary<string, string> Values { get; init; } = ImmutableDictionary<string, string>.Empty;

    public bool WantsHelp { get; init; }

    public bool Json => Values.ContainsKey("--json");

    public bool Strict => Values.ContainsKey("--strict");

    public bool Fallback => Values.ContainsKey("--fallback");

    public string? this[string option] => Values.GetValueOrDefault(option);

    public int Samples => this["--samples"] is not { } text ? 1
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var samples) && samples is >= 1 and <= 100 ? samples
        : throw new UsageException($"--samples is '{text}'; expected is a whole number from 1 to 100.");

    public static CommandArguments Parse(string[] args)
    {
        var command = args.FirstOrDefault() switch { Check => Check, Generate => Generate, _ => Run };
        var rest = command == Run ? args : args[1..];
        var operands = ImmutableArray.CreateBuilder<string>();
        var values = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var wantsHelp = args.Length == 0;
        for (var i = 0; i < rest.Length; i++)
        {
            var argument = rest[i];
            if (argument is "--help" or "-h" or "-?")
            {
                wantsHelp = true;
            }
            else if (argument == "-" || !argument.StartsWith('-'))
            {
                operands.Add(argument);
            }
            else
            {
                var value = Switches.Contains(argument) ? ""
                    : !Options.Contains(argument) ? throw new UsageException($"The option {argument} is unknown; --help lists the options.")
                    : i + 1 < rest.Length ? rest[++i]
                    : throw new UsageException($"The option {argument} needs a value; --help lists the options.");
                if (!values.TryAdd(argument, value))
                {
                    throw new UsageException($"The option {argument} is given twice.");
                }
            }
        }

        if (!wantsHelp && operands.Count == 0)
        {
            throw new UsageException(command == Generate ? "There is no question; put it in quotes behind generate." : "There is no program; name its file, or - for the standard input.");
        }

        return new CommandArguments { Command = command, Operands = operands.ToImmutable(), Values = values.ToImmutable(), WantsHelp = wantsHelp };
    }
}
