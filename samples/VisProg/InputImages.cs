using System.Collections.Immutable;
using Sdvp.Core.Values;
using Sdvp.Modules.Imaging;

namespace Sdvp.Samples.VisProg;

/// <summary>The images of the command line as variables of programs.</summary>
internal static class InputImages
{
    private static readonly ImmutableArray<(string Option, ImmutableArray<string> Variables)> Single =
        [("--image", ["IMAGE"]), ("--left", ["LEFT"]), ("--right", ["RIGHT"])];

    public static ImmutableDictionary<string, ProgramValue> Load(CommandArguments arguments, IImageCodec codec)
    {
        var inputs = ImmutableDictionary.CreateBuilder<string, ProgramValue>(StringComparer.Ordinal);
        foreach (var (option, variables) in Single)
        {
            Add(option, variables);
        }

        if (arguments["--image2"] is not null)
        {
            if (!inputs.TryGetValue("IMAGE", out var first))
            {
                throw new UsageException("--image2 is given without --image.");
            }

            if (inputs.ContainsKey("LEFT") || inputs.ContainsKey("RIGHT"))
            {
                throw new UsageException("--image2 gives LEFT and RIGHT; leave out --left and --right, or --image2.");
            }

            inputs.Add("LEFT", first);
            Add("--image2", ["RIGHT"]);
        }

        return inputs.ToImmutable();

        void Add(string option, ImmutableArray<string> variables)
        {
            if (arguments[option] is not { } path)
            {
                return;
            }

            var image = new ImageValue(codec.DecodeFile(File.Exists(path) ? path : throw new UsageException($"There is no image {path}.")));
            foreach (var variable in variables)
            {
                inputs.Add(variable, image);
            }
        }
    }
}
