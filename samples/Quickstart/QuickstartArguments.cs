using System.Globalization;

namespace Sdvp.Samples.Quickstart;

/// <summary>What the command line says. No argument is needed.</summary>
internal sealed record QuickstartArguments
{
    public const string Usage = """
        Usage: Quickstart [--json FILE] [--folder DIR] [--seed N] [--device cpu|cuda]
          --json FILE    also write the table and the measures as JSON
          --folder DIR   where files and results are kept (default: artifacts/quickstart); the same folder goes on where it was
          --seed N       seed of the data and of the training (default: 1); results of another seed are kept apart
          --device NAME  where networks run (default: cpu)
        """;

    public string? JsonFile { get; init; }

    public string Folder { get; init; } = Path.Combine("artifacts", "quickstart");

    public int Seed { get; init; } = 1;

    public string Device { get; init; } = "cpu";

    public static QuickstartArguments Parse(string[] args)
    {
        var result = new QuickstartArguments();
        for (var i = 0; i < args.Length; i += 2)
        {
            if (i + 1 == args.Length)
            {
                throw new ArgumentException($"The option {args[i]} needs a value.{Environment.NewLine}{Usage}");
            }

            result = (args[i], args[i + 1]) switch
            {
                ("--json", var file) => result with { JsonFile = file },
                ("--folder", var folder) => result with { Folder = folder },
                ("--device", var device) => result with { Device = device },
                ("--seed", var text) when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seed) => result with { Seed = seed },
                ("--seed", var text) => throw new ArgumentException($"The seed is '{text}'; expected is a whole number of at least 0."),
                (var option, _) => throw new ArgumentException($"The option {option} is unknown.{Environment.NewLine}{Usage}"),
            };
        }

        return result;
    }
}
