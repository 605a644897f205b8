using System.Text;

namespace Sdvp.Modules.Text;

/// <summary>One printable character for each byte, as byte-level tokenizers write them in their vocabularies: a visible Latin-1 character is itself, the others follow from U+0100 on.</summary>
internal static class ByteSymbols
{
    private static readonly char[] s_symbols = Symbols();

    /// <summary>The symbols, by byte.</summary>
    public static IReadOnlyList<char> All => s_symbols;

    /// <summary>Writes the UTF-8 bytes of a text as symbols.</summary>
    public static string FromText(ReadOnlySpan<char> text)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(text)];
        Encoding.UTF8.GetBytes(text, bytes);
        return string.Create(bytes.Length, bytes, (symbols, source) =>
        {
            for (var index = 0; index < source.Length; index++)
            {
                symbols[index] = s_symbols[source[index]];
            }
        });
    }

    /// <summary>The byte of a symbol; null where it is none.</summary>
    public static byte? ToByte(char symbol) => Array.IndexOf(s_symbols, symbol) is >= 0 and var index ? (byte)index : null;

    private static char[] Symbols()
    {
        var next = '\u0100';
        var symbols = new char[256];
        for (var value = 0; value < symbols.Length; value++)
        {
            symbols[value] = value is (>= '!' and <= '~') or (>= '\u00A1' and <= '\u00AC') or (>= '\u00AE' and <= '\u00FF') ? (char)value : next++;
        }

        return symbols;
    }
}
