using Microsoft.Win32.SafeHandles;

namespace Sdvp.Core.Execution;

/// <summary>Splits a file into the lines that have an end.</summary>
internal static class JsonLineScanner
{
    private const byte NewLine = (byte)'\n';

    /// <summary>Reads every line that ends; what follows the last end is left out.</summary>
    /// <param name="file">The file.</param>
    /// <returns>The lines without their ends; each is valid until the next is asked for.</returns>
    public static IEnumerable<ReadOnlyMemory<byte>> Scan(SafeFileHandle file)
    {
        var buffer = new byte[1 << 16];
        var filled = 0;
        var position = 0L;
        while (true)
        {
            var read = RandomAccess.Read(file, buffer.AsSpan(filled), position);
            if (read == 0)
            {
                yield break;
            }

            position += read;
            var searched = filled;
            filled += read;
            var start = 0;
            while (Array.IndexOf(buffer, NewLine, searched, filled - searched) is var end and >= 0)
            {
                yield return buffer.AsMemory(start, end - start);
                start = end + 1;
                searched = start;
            }

            buffer.AsSpan(start, filled - start).CopyTo(buffer);
            filled -= start;
            if (filled == buffer.Length)
            {
                Array.Resize(ref buffer, checked(buffer.Length * 2));
            }
        }
    }

    /// <summary>Reads as many bytes as fit, or as there are.</summary>
    /// <param name="file">The file.</param>
    /// <param name="bytes">Takes the bytes.</param>
    /// <param name="offset">Where to begin.</param>
    /// <returns>How many bytes were read.</returns>
    public static int ReadFully(SafeFileHandle file, Span<byte> bytes, long offset)
    {
        var total = 0;
        while (total < bytes.Length)
        {
            var read = RandomAccess.Read(file, bytes[total..], offset + total);
            if (read == 0)
            {
                break;
            }

            total += read;
        }

        return total;
    }
}
