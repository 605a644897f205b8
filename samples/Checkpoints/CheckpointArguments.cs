using System.Collections.Immutable;
using TorchSharp;

namespace Sdvp.Samples.Checkpoints;

/// <summary>The command line: a command, a folder, and options with one value each.</summary>
internal sealed record CheckpointArguments(string Command, string Folder, ImmutableDictionary<string, ImmutableArray<string>> Options)
{
    private const string Usage =
        "Usage: inspect FOLDER | answer FOLDER --image FILE --question TEXT | detect FOLDER --image FILE --text TEXT… | match FOLDER --image FILE --text TEXT… | "
        + "caption FOLDER --image FILE [--prefix TEXT]; all but inspect take --device cpu|cuda|cuda:1 and --type float32|float16|bfloat16.";

    private static readonly ImmutableDictionary<string, ImmutableArray<string>> s_commands = ImmutableDictionary<string, ImmutableArray<string>>.Empty
        .Add("inspect", [])
        .Add("answer", ["image", "question", "device", "type"])
        .Add("detect", ["image", "text", "device", "type"])
        .Add("match", ["image", "text", "device", "type"])
        .Add("caption", ["image", "prefix", "device", "type"]);

    public string Device => Single("device", "cpu");

    public torch.ScalarType Type => Single("type", "float32") switch
    {
        "float32" => torch.ScalarType.Float32,
        "float16" => torch.ScalarType.Float16,
        "bfloat16" => torch.ScalarType.BFloat16,
        var other => throw new UsageException($"--type is '{other}'; expected is float32, float16 or bfloat16."),
    };

    public static CheckpointArguments Parse(string[] args)
    {
        if (args.Length < 2 || !s_commands.TryGetValue(args[0], out var known) || args[1].StartsWith("--", StringComparison.Ordinal))
        {
            throw new UsageException(Usage);
        }

        var options = ImmutableDictionary.CreateBuilder<string, ImmutableArray<string>>(StringComparer.Ordinal);
        for (var i = 2; i < args.Length; i += 2)
        {
            var name = args[i].StartsWith("--", StringComparison.Ordinal) ? args[i][2..] : "";
            if (!known.Contains(name))
            {
                throw new UsageException($"'{args[i]}' is no option of {args[0]}. {Usage}");
            }

            if (i + 1 == args.Length)
            {
                throw new UsageException($"{args[i]} needs a value after it.");
            }

            options[name] = options.TryGetValue(name, out var given) ? given.Add(args[i + 1]) : [args[i + 1]];
        }

        return new CheckpointArguments(args[0], args[1], options.ToImmutable());
    }

    public string Required(string name) => Options.ContainsKey(name) ? Single(name, "") : throw new UsageException($"{Command} needs --{name}. {Usage}");

    public ImmutableArray<string> Several(string name) =>
        Options.TryGetValue(name, out var values) ? values : throw new UsageException($"{Command} needs --{name}, once or several times. {Usage}");

    public string? Optional(string name) => Options.ContainsKey(name) ? Single(name, "") : null;

    private string Single(string name, string fallback) => !Options.TryGetValue(name, out var values)
        ? fallback
        : values is [var only] ? only : throw new UsageException($"--{name} was given {values.Length} times; expected is once.");
}
