namespace Sdvp.Samples.Viper;

/// <summary>What the command line says.</summary>
internal sealed record ViperArguments
{
    public const string Usage = """
        Usage: Viper PROGRAM.py… --image FILE [--video PATH] [--answers A,B,…] [--query TEXT] [--json] [--output DIR]
               Viper PROGRAM.py… --mock [--world FILE] [--json]
               Viper check PROGRAM.py… [--json]
          --image FILE    the picture that execute_command(image) is given
          --video PATH    a GIF, or a folder of pictures, for execute_command(video, …)
          --answers LIST  possible answers, with commas between them
          --query TEXT    the question
          --mock          modules that answer at once, on a world on paper with pictures of its own; --image may be left out
          --world FILE    another world on paper than World/world.json
          --json          one line of JSON for each program
          --output DIR    where the rationale is written (default: artifacts/viper)
        Anything but an answer ends with exit code 1.
        """;

    public bool IsCheck { get; init; }

    public bool IsMock { get; init; }

    public bool IsJson { get; init; }

    public string? Image { get; init; }

    public string? Video { get; init; }

    public string? World { get; init; }

    public string[]? Answers { get; init; }

    public string? Query { get; init; }

    public string Output { get; init; } = Path.Combine("artifacts", "viper");

    public IReadOnlyList<string> Programs { get; init; } = [];

    /// <exception cref="ArgumentException">The command line cannot be understood.</exception>
    public static ViperArguments Parse(string[] args)
    {
        var result = new ViperArguments();
        var programs = new List<string>();
        for (var i = 0; i < args.Length; i++)
        {
            string Value() => ++i < args.Length ? args[i] : throw new ArgumentException($"The option {args[i - 1]} needs a value.{Environment.NewLine}{Usage}");
            switch (args[i])
            {
                case "check" when i == 0:
                    result = result with { IsCheck = true };
                    break;
                case "--mock":
                    result = result with { IsMock = true };
                    break;
                case "--json":
                    result = result with { IsJson = true };
                    break;
                case "--image":
                    result = result with { Image = Value() };
                    break;
                case "--video":
                    result = result with { Video = Value() };
                    break;
                case "--world":
                    result = result with { World = Value(), IsMock = true };
                    break;
                case "--answers":
                    result = result with { Answers = Value().Split(',', StringSplitOptions.TrimEntries) };
                    break;
                case "--query":
                    result = result with { Query = Value() };
                    break;
                case "--output":
                    result = result with { Output = Value() };
                    break;
                case ['-', '-', ..]:
                    throw new ArgumentException($"The option {args[i]} is unknown.{Environment.NewLine}{Usage}");
                default:
                    programs.Add(args[i]);
                    break;
            }
        }

        if (programs.Count == 0)
        {
            throw new ArgumentException($"No program is named.{Environment.NewLine}{Usage}");
        }

        return result.IsMock || result.IsCheck || result.Image is not null || result.Video is not null
            ? result with { Programs = programs }
            : throw new ArgumentException($"A program needs --image, --video or --mock.{Environment.NewLine}{Usage}");
    }
}
