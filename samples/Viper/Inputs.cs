using System.Collections.Immutable;
using Sdvp.Core.Values;
using Sdvp.Modules.Imaging;
using Sdvp.Samples.Viper.World;

namespace Sdvp.Samples.Viper;

/// <summary>The inputs of programs.</summary>
internal static class Inputs
{
    public static ImmutableDictionary<string, ProgramValue> OfWorld(PaperWorld world, ViperArguments arguments) => Create(
        world.Image, world.Video, arguments.Answers ?? [.. world.PossibleAnswers], arguments.Query ?? world.Query);

    /// <exception cref="InvalidImageException">A picture cannot be read.</exception>
    public static ImmutableDictionary<string, ProgramValue> OfFiles(ViperArguments arguments)
    {
        var codec = new SkiaImageCodec();
        var image = arguments.Image is null ? null : new ImageValue(codec.DecodeFile(arguments.Image));
        var video = arguments.Video is null ? null : VideoFiles.Read(codec, arguments.Video);
        return Create(image, video, arguments.Answers, arguments.Query);
    }

    private static ImmutableDictionary<string, ProgramValue> Create(ImageValue? image, ListValue? video, string[]? answers, string? query)
    {
        var inputs = ImmutableDictionary.CreateBuilder<string, ProgramValue>(StringComparer.Ordinal);
        Add("image", image);
        Add("video", video);
        Add("possible_answers", answers is null ? null : new ListValue([.. answers.Select(a => new TextValue(a))]));
        Add("query", query is null ? null : new TextValue(query));
        return inputs.ToImmutable();

        void Add(string name, ProgramValue? value)
        {
            if (value is not null)
            {
                inputs.Add(name, value);
            }
        }
    }
}
