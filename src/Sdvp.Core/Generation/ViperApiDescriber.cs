using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Sdvp.Core.Generation.Profiles;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs.Viper;
using Sdvp.Core.Programs.Viper.Api;
using Sdvp.Core.Programs.Viper.Library;
using Sdvp.Core.Values;

namespace Sdvp.Core.Generation;

/// <summary>
/// Describes the image API of Viper programs: attributes, and those methods and functions behind which a module stands or that need none.
/// A video is described where the input <c>video</c> is a list of images.
/// </summary>
/// <param name="options">The names of modules and the behaviour of the API, as the language was given them; null for the defaults.</param>
public sealed class ViperApiDescriber(ViperOptions? options = null) : IModuleDescriber
{
    private readonly ViperOptions _options = options ?? new ViperOptions();

    /// <inheritdoc/>
    public string Describe(IReadOnlyList<ModuleSignature> modules, ImmutableDictionary<string, ProgramType> inputs)
    {
        ArgumentNullException.ThrowIfNull(modules);
        ArgumentNullException.ThrowIfNull(inputs);
        string[] order = [.. EntryFinder.InOrder(inputs.Keys)];
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"Inputs: {string.Join(", ", order.Select(i => $"{Parameter(i)} ({inputs[i]})"))}\n");
        text.Append(CultureInfo.InvariantCulture, $"The program begins: def {EntryFinder.FunctionName}({string.Join(", ", order.Select(Parameter))}):\n\n");
        text.Append("What programs can use; there is nothing else:\n");
        text.Append("ImagePatch(image): a picture, to be looked at; a patch is a picture or a part of one. Pixels count from the bottom left corner of the picture: x to the right, y upward.\n");
        text.Append("Its attributes: left, lower, right, upper (its sides in the picture), width, height, horizontal_center, vertical_center.\nIts methods:\n");
        Append(text, Callable(modules, ViperApi.Methods(_options.Profile), isMethod: true));
        if (HasVideo(inputs))
        {
            text.Append("VideoSegment(video): frames of a video. Its attributes: num_frames, start, end.\nIts methods:\n");
            Append(text, Callable(modules, ViperApi.SegmentMethods, isMethod: true));
        }

        text.Append("Functions:\n");
        Append(text, Callable(modules, ViperApi.Functions(_options.Profile), isMethod: false));
        text.Append(CultureInfo.InvariantCulture, $"Imports: {string.Join(", ", PythonModules.Names.Order(StringComparer.Ordinal))}; no others.\n");
        return text.ToString();
    }

    /// <inheritdoc/>
    public IEnumerable<string> NamesOf(IReadOnlyList<ModuleSignature> modules)
    {
        ArgumentNullException.ThrowIfNull(modules);
        return Callable(modules, ViperApi.Methods(_options.Profile), isMethod: true).Select(e => $"ImagePatch.{e.Name}")
            .Concat(Callable(modules, ViperApi.Functions(_options.Profile), isMethod: false).Select(e => e.Name));
    }

    private static string Parameter(string input) => input.ToLowerInvariant();

    private static bool HasVideo(ImmutableDictionary<string, ProgramType> inputs) =>
        inputs.Any(i => i.Value == ProgramType.List && i.Key.Equals("video", StringComparison.OrdinalIgnoreCase));

    private static void Append(StringBuilder text, IEnumerable<ViperApiEntry> entries)
    {
        foreach (var entry in entries)
        {
            text.Append(CultureInfo.InvariantCulture, $"- {entry.Signature}\n  {entry.Note}\n");
        }
    }

    private IEnumerable<ViperApiEntry> Callable(IReadOnlyList<ModuleSignature> modules, IEnumerable<ViperApiEntry> entries, bool isMethod)
    {
        var registered = modules.ToImmutableDictionary(m => m.Name, StringComparer.Ordinal);
        var leaves = LeafNames.Of(_options, registered);
        return entries.Where(e => leaves.NeededBy(e.Name, isMethod, _options.Profile).All(registered.ContainsKey));
    }
}
