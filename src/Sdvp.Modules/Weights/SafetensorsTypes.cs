using TorchSharp;

namespace Sdvp.Modules.Weights;

/// <summary>The element types that safetensors files and TorchSharp share.</summary>
internal static class SafetensorsTypes
{
    // In the order in which the reference implementation writes them.
    private static readonly (string Name, torch.ScalarType Type, int Size)[] s_types =
    [
        ("I64", torch.ScalarType.Int64, 8),
        ("F64", torch.ScalarType.Float64, 8),
        ("F32", torch.ScalarType.Float32, 4),
        ("I32", torch.ScalarType.Int32, 4),
        ("BF16", torch.ScalarType.BFloat16, 2),
        ("F16", torch.ScalarType.Float16, 2),
        ("I16", torch.ScalarType.Int16, 2),
        ("I8", torch.ScalarType.Int8, 1),
        ("U8", torch.ScalarType.Byte, 1),
        ("BOOL", torch.ScalarType.Bool, 1),
    ];

    /// <summary>All names, for messages.</summary>
    public static string Names { get; } = string.Join(", ", s_types.Select(type => type.Name));

    /// <summary>Finds a type by its name in the file.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The type; null where it is none of the table's.</returns>
    public static torch.ScalarType? Find(string name) =>
        Array.FindIndex(s_types, type => type.Name == name) is >= 0 and var index ? s_types[index].Type : null;

    /// <summary>Finds the name of a type.</summary>
    /// <param name="type">The type.</param>
    /// <returns>The name; null where files cannot hold it.</returns>
    public static string? NameOf(torch.ScalarType type) => Array.Find(s_types, entry => entry.Type == type).Name;

    /// <summary>The bytes of an element.</summary>
    /// <param name="type">A type of the table.</param>
    /// <returns>1, 2, 4 or 8.</returns>
    public static int SizeOf(torch.ScalarType type) => Array.Find(s_types, entry => entry.Type == type).Size;

    /// <summary>The place of a type when files are written: the largest first, wider types before narrower ones.</summary>
    /// <param name="type">A type of the table.</param>
    /// <returns>The rank.</returns>
    public static int RankOf(torch.ScalarType type) => s_types.Length - Array.FindIndex(s_types, entry => entry.Type == type);
}
