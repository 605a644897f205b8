using System.Collections.Immutable;
using System.Text.Json;

namespace Sdvp.Samples.Study.World.Folders;

/// <summary>
/// How attributes are asked for in translated programs: <c>programs/phrases.json</c>, such as <c>{"position": "where {be} the {x}?"}</c>. It is for networks that know a question in one
/// form only; without the file the translator's own questions are used.
/// </summary>
internal static class Phrases
{
    public static string FileIn(string folder) => Path.Combine(folder, "programs", "phrases.json");

    /// <exception cref="InvalidDataException">The file is no such object.</exception>
    public static ImmutableDictionary<string, string> Read(string folder)
    {
        var file = FileIn(folder);
        if (!File.Exists(file))
        {
            return ImmutableDictionary<string, string>.Empty;
        }

        try
        {
            return JsonSerializer.Deserialize<ImmutableDictionary<string, string>>(File.ReadAllBytes(file)) ?? throw new InvalidDataException($"{file} holds null; expected are questions by attribute.");
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"{file} is no JSON object of questions by attribute: {error.Message}", error);
        }
    }
}
