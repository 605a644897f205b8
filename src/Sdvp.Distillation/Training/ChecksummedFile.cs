using System.Security.Cryptography;
using System.Text;

namespace Sdvp.Distillation.Training;

/// <summary>
/// Binary files that are there whole or not at all: written to a temporary name, flushed to the disk, renamed; and closed by a
/// SHA-256 of their content, so that damage is seen before anything is read.
/// </summary>
internal static class ChecksummedFile
{
    private const int HashBytes = 32;

    /// <summary>Writes a file in the place of the one that may be there.</summary>
    public static void Write(string path, Action<BinaryWriter> write)
    {
        var temporary = path + ".tmp";
        using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
        using (var hash = SHA256.Create())
        {
            using (var hashing = new CryptoStream(file, hash, CryptoStreamMode.Write, leaveOpen: true))
            using (var writer = new BinaryWriter(hashing, Encoding.UTF8))
            {
                write(writer);
            }

            file.Write(hash.Hash!);
            file.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>Whether a file is there and undamaged.</summary>
    public static bool IsWhole(string path)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        using var file = File.OpenRead(path);
        if (file.Length < HashBytes)
        {
            return false;
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 16];
        for (var left = file.Length - HashBytes; left > 0;)
        {
            var read = file.Read(buffer, 0, (int)Math.Min(left, buffer.Length));
            if (read == 0)
            {
                return false;
            }

            hash.AppendData(buffer, 0, read);
            left -= read;
        }

        Span<byte> expected = stackalloc byte[HashBytes];
        file.ReadExactly(expected);
        return hash.GetHashAndReset().AsSpan().SequenceEqual(expected);
    }

    /// <summary>Reads a file that <see cref="IsWhole"/>.</summary>
    public static T Read<T>(string path, Func<BinaryReader, T> read)
    {
        using var reader = new BinaryReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16), Encoding.UTF8);
        return read(reader);
    }
}
