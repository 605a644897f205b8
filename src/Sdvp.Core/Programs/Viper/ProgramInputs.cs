using System.Collections.Immutable;
using Sdvp.Core.Programs.Viper.Api;
using Sdvp.Core.Programs.Viper.Runtime;
using Sdvp.Core.Programs.Viper.Values;
using Sdvp.Core.Values;

namespace Sdvp.Core.Programs.Viper;

/// <summary>The inputs of a run as variables and arguments.</summary>
internal static class ProgramInputs
{
    /// <summary>What a fragment calls the patch of the whole image.</summary>
    public const string Patch = "image_patch";

    /// <summary>What a fragment calls the segment of the whole video.</summary>
    public const string Segment = "video_segment";

    /// <summary>Lets fragments and helpers see the inputs, as they are called and in lower case.</summary>
    public static void SetGlobals(Machine machine, ImmutableDictionary<string, ProgramValue> inputs)
    {
        foreach (var (name, value) in inputs)
        {
            machine.SetGlobal(name, ValueConversion.FromProgram(value));
            machine.SetGlobal(name.ToLowerInvariant(), ValueConversion.FromProgram(value));
        }
    }

    /// <summary>Lets a fragment find the patch and the segment that the lines before it would have made.</summary>
    public static void SetFragmentGlobals(Machine machine)
    {
        if (machine.Globals.TryGetValue("image", out var image) && image is PyImage picture)
        {
            machine.SetGlobal(Patch, PyImagePatch.Of(picture.Image));
        }

        if (machine.Globals.TryGetValue("video", out var video) && video is PyVideo)
        {
            machine.SetGlobal(Segment, PyVideoSegment.Of(video));
        }
    }

    public static PyObject[] Bind(Machine machine, ViperEntry entry, ImmutableDictionary<string, ProgramValue> inputs)
    {
        // Arguments behind the last one that an input is given for are left to their defaults.
        var count = entry.Arguments.ToList().FindLastIndex(a => a is not null) + 1;
        return [.. entry.Arguments.Take(count).Select(a => a switch
        {
            null => PyNone.Instance,
            EntryFinder.ImageDict when !inputs.ContainsKey(a) => Images(machine, inputs),
            _ when Find(inputs, a) is { } value => ValueConversion.FromProgram(value),
            _ => throw new ArgumentException(
                $"The program takes the input {a}, which is not given; given are: {string.Join(", ", inputs.Keys.Order(StringComparer.Ordinal))}.", nameof(inputs)),
        })];
    }

    // A program may have been checked with the names of one host and run with those of another: image and IMAGE are the same input.
    private static ProgramValue? Find(ImmutableDictionary<string, ProgramValue> inputs, string name) =>
        inputs.TryGetValue(name, out var value) ? value : inputs.FirstOrDefault(i => i.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    private static PyDict Images(Machine machine, ImmutableDictionary<string, ProgramValue> inputs)
    {
        var images = new PyDict();
        foreach (var (name, value) in inputs.Where(i => i.Value is ImageValue).OrderBy(i => i.Key, StringComparer.Ordinal))
        {
            images.Set(machine, PyText.Of(name.ToLowerInvariant()), ValueConversion.FromProgram(value));
        }

        return images;
    }
}
