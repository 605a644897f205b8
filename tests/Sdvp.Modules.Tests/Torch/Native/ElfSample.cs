using System.Text;

namespace Sdvp.Modules.Tests.Torch.Native;

/// <summary>The smallest ELF library with one imported symbol of one version.</summary>
internal static class ElfSample
{
    public const int SymbolInfo = Symbols + 24 + 4;
    public const int VersionFlags = VersionNeeds + 16 + 4;

    private const int Dynamic = 64 + (2 * 56);
    private const int Symbols = Dynamic + (7 * 16);
    private const int SymbolVersions = Symbols + (2 * 24);
    private const int Hash = SymbolVersions + 8;
    private const int VersionNeeds = Hash + 16;
    private const int Strings = VersionNeeds + 32;
    private const ulong Base = 0x10000;

    public static byte[] Build(string version, string symbol)
    {
        var strings = Encoding.ASCII.GetBytes($"\0libstdc++.so.6\0{version}\0{symbol}\0");
        var image = new byte[Strings + strings.Length];
        "\u007fELF\u0002\u0001\u0001"u8.CopyTo(image);
        Write(image, 32, 64UL);
        Write(image, 54, (ushort)56);
        Write(image, 56, (ushort)2);
        Segment(image, 64, 1, 0, (ulong)image.Length);
        Segment(image, 64 + 56, 2, Dynamic, 7 * 16);

        (ulong Tag, ulong Value)[] entries =
        [
            (5, Base + Strings), (6, Base + Symbols), (0x6ffffef5, Base + Hash), (0x6ffffff0, Base + SymbolVersions),
            (0x6ffffffe, Base + VersionNeeds), (0x6fffffff, 1),
        ];
        foreach (var (index, entry) in entries.Index())
        {
            Write(image, Dynamic + (index * 16), entry.Tag);
            Write(image, Dynamic + (index * 16) + 8, entry.Value);
        }

        Write(image, Symbols + 24, (uint)(17 + version.Length));
        image[SymbolInfo] = 0x12;
        Write(image, SymbolVersions + 2, (ushort)3);
        Write(image, Hash + 4, 2U);
        Write(image, VersionNeeds, (ushort)1);
        Write(image, VersionNeeds + 2, (ushort)1);
        Write(image, VersionNeeds + 4, 1U);
        Write(image, VersionNeeds + 8, 16U);
        Write(image, VersionNeeds + 16 + 6, (ushort)3);
        Write(image, VersionNeeds + 16 + 8, 16U);
        strings.CopyTo(image, Strings);
        return image;
    }

    private static void Segment(byte[] image, int place, uint kind, ulong offset, ulong length)
    {
        Write(image, place, kind);
        Write(image, place + 8, offset);
        Write(image, place + 16, Base + offset);
        Write(image, place + 32, length);
    }

    private static void Write(byte[] image, int place, ulong value) => BitConverter.TryWriteBytes(image.AsSpan(place), value);

    private static void Write(byte[] image, int place, uint value) => BitConverter.TryWriteBytes(image.AsSpan(place), value);

    private static void Write(byte[] image, int place, ushort value) => BitConverter.TryWriteBytes(image.AsSpan(place), value);
}
