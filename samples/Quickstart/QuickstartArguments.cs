using System.Globalization;
using static TorchSharp.torch;

namespace Sdvp.Samples.Quickstart;

/// <summary>What the command line says. No argument is needed.</summary>
internal sealed record QuickstartArguments
{
    private const string Usage = """
        Usage: Quickstart [--framework NAME] [--json FILE] [--folder DIR] [--seed N] [--device NAME] [--training-type TYPE]
          --framework NAME  visprog, viper or both: whose programs are run (default: visprog)
          --json FILE       also write the tables and the measures as JSON
          --folder DIR      where files and results are kept (default: artifacts/quickstart); the same folder goes on where it was
          --seed N          seed of the data and of the training (default: 1); results of another seed are kept apart
          --device NAME     where networks run: cpu, cuda, cuda:1 … (default: cpu)
          --training-type TYPE  what students are trained in: float32 or bfloat16 (default: float32); results are kept apart
        """;

    /// <summary>The frameworks whose programs are run, in order.</summary>
    public string[] Frameworks { get; init; } = ["visprog"];

    public string? JsonFile { get; init; }

    public string Folder { get; init; } = Path.Combine("artifacts", "quickstart");

    public int Seed { get; init; } = 1;

    public string Device { get; init; } = "cpu";

    public ScalarType TrainingType { get; init; } = ScalarType.Float32;

    /// <summary>Where the results of these arguments go on.</summary>
    public string ResultsFolder => Path.Combine(
        Folder, string.Create(CultureInfo.InvariantCulture, $"seed-{Seed}{(TrainingType == ScalarType.Float32 ? "" : $"-{TrainingType}".ToLowerInvariant())}"));

    /// <summary>Reads the command line; says on the console what is wrong with it.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="result">The arguments.</param>
    /// <param name="exitCode">The process's exit code where there is nothing to run.</param>
    /// <returns>Whether there is something to run.</returns>
    public static bool TryParse(string[] args, out QuickstartArguments result, out int exitCode)
    {
        (result, exitCode) = (new QuickstartArguments(), 0);
        for (var i = 0; i < args.Length; i += 2)
        {
            if (args[i] is "--help" or "-h")
            {
                Console.WriteLine(Usage);
                return false;
            }

            if (i + 1 == args.Length)
            {
                return Refuse(out exitCode, args[i].StartsWith('-') ? $"The option {args[i]} needs a value, or is unknown." : $"'{args[i]}' is no option.");
            }

            switch (args[i], args[i + 1])
            {
                case ("--json", var file): result = result with { JsonFile = file }; break;
                case ("--folder", var folder): result = result with { Folder = folder }; break;
                case ("--device", var device): result = result with { Device = device }; break;
                case ("--training-type", "float32"): result = result with { TrainingType = ScalarType.Float32 }; break;
                case ("--training-type", "bfloat16"): result = result with { TrainingType = ScalarType.BFloat16 }; break;
                case ("--training-type", var type): return Refuse(out exitCode, $"The training type is '{type}'; expected is float32 or bfloat16.");
                case ("--framework", "visprog" or "viper"): result = result with { Frameworks = [args[i + 1]] }; break;
                case ("--framework", "both"): result = result with { Frameworks = ["visprog", "viper"] }; break;
                case ("--framework", var name): return Refuse(out exitCode, $"The framework is '{name}'; expected is visprog, viper or both.");
                case ("--seed", var text) when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seed): result = result with { Seed = seed }; break;
                case ("--seed", var text): return Refuse(out exitCode, $"The seed is '{text}'; expected is a whole number of at least 0.");
                case (var option, _): return Refuse(out exitCode, $"The option {option} is unknown.");
            }
        }

        return true;
    }

    private static bool Refuse(out int exitCode, string problem)
    {
        exitCode = 2;
        Console.Error.WriteLine(problem);
        Console.Error.WriteLine(Usage);
        return false;
    }
}
