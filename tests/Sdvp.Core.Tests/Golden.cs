using System.Text.Json;

namespace Sdvp.Core.Tests;

/// <summary>Cases of a golden file: a JSON array.</summary>
internal static class Golden
{
    public static IEnumerable<JsonElement> Cases(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, path)));
        return [.. document.RootElement.EnumerateArray().Select(e => e.Clone())];
    }

    public static int Int(this JsonElement element, string name) => element.GetProperty(name).GetInt32();

    public static int[] Ints(this JsonElement element) => [.. element.EnumerateArray().Select(e => e.GetInt32())];
}
