using System.Collections.Immutable;
using System.Globalization;
using Sdvp.Core.Modules;
using Sdvp.Core.Values;
using Sdvp.Modules.Architectures;
using Sdvp.Modules.Imaging;
using Sdvp.Modules.Torch;

namespace Sdvp.Samples.Checkpoints;

/// <summary>Asks a checkpoint something about an image: answer, detect, match or caption.</summary>
internal static class AskCommand
{
    private const int MostListed = 10;

    public static async Task RunAsync(CheckpointArguments arguments, TextWriter output, CancellationToken cancellationToken)
    {
        var (task, calls) = Calls(arguments);
        var module = ModelArchitectures.Default.Load(task, new ModelModuleOptions
        {
            Folder = arguments.Folder,
            Name = task.ToString().ToUpperInvariant(),
            Gate = new DeviceGate(TorchDevices.Parse(arguments.Device)),
            Type = arguments.Type,
        });
        using var owned = module as IDisposable;
        foreach (var result in await module.InvokeAsync(calls, cancellationToken).ConfigureAwait(false))
        {
            Write(output, result);
        }
    }

    private static (ModelTask Task, ModuleCall[] Calls) Calls(CheckpointArguments arguments)
    {
        // What is missing on the command line is said before anything is loaded.
        var file = arguments.Required("image");
        Func<ImageValue, (ModelTask, ModuleCall[])> make = arguments.Command switch
        {
            "answer" => Bind(arguments.Required("question"), (image, question) => (ModelTask.Answer, [Call(image, ("question", new TextValue(question)))])),
            "detect" => Bind(arguments.Several("text"), (image, texts) => (ModelTask.Detect, [.. texts.Select(t => Call(image, ("object", new TextValue(t))))])),
            "match" => Bind(arguments.Several("text"), (image, texts) => (ModelTask.Match, [Call(image, ("texts", new ListValue([.. texts.Select(t => new TextValue(t))])))])),
            _ => Bind(arguments.Optional("prefix"), (image, prefix) => (ModelTask.Caption, [prefix is null ? Call(image) : Call(image, ("prefix", new TextValue(prefix)))])),
        };
        return make(new ImageValue(new SkiaImageCodec().DecodeFile(file)));
    }

    private static Func<ImageValue, (ModelTask, ModuleCall[])> Bind<T>(T given, Func<ImageValue, T, (ModelTask, ModuleCall[])> make) => image => make(image, given);

    private static ModuleCall Call(ImageValue image, params ReadOnlySpan<(string Name, ProgramValue Value)> more)
    {
        var arguments = ImmutableDictionary<string, ProgramValue>.Empty.Add("image", image);
        foreach (var (name, value) in more)
        {
            arguments = arguments.Add(name, value);
        }

        return new ModuleCall(arguments);
    }

    private static void Write(TextWriter output, ModuleResult result)
    {
        if (result.Error is { } error)
        {
            throw new InvalidDataException(error.Message, error);
        }

        if (result.Value is RegionsValue regions)
        {
            foreach (var region in regions.Regions)
            {
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{region.Score:0.000}  {region.Box}  {region.Label}"));
            }

            if (regions.Regions.IsEmpty)
            {
                output.WriteLine(result.Proposals is [var best, ..]
                    ? string.Create(CultureInfo.InvariantCulture, $"nothing found; the best proposal was {best.Score:0.000}  {best.Box}  {best.Label}")
                    : "nothing found");
            }
        }
        else if (result.Distribution is { } distribution)
        {
            foreach (var (answer, probability) in distribution.Answers.Take(MostListed))
            {
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{probability:0.000}  {answer}"));
            }
        }
        else
        {
            output.WriteLine(result.Value);
        }
    }
}
