using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace Sdvp.Modules.Torch.Native;

/// <summary>
/// Makes one symbol version that an ELF library asks for optional. GCC 13 and later plant a reference to
/// <c>std::ios_base_library_init()</c> of <c>GLIBCXX_3.4.32</c> into everything that includes <c>iostream</c>, only to refuse older
/// runtimes: nothing ever calls it, and no other symbol of that version is used.
/// </summary>
/// <remarks>
/// The build compiles this very file as an MSBuild task (see the end), so it keeps to what .NET Standard 2.0 has.
/// </remarks>
internal static class ElfVersionWeakening
{
    /// <summary>The version that is made optional.</summary>
    public const string Version = "GLIBCXX_3.4.32";

    /// <summary>The one symbol that may ask for it.</summary>
    public const string Symbol = "_ZSt21ios_base_library_initv";

    private const string Library = "libstdc++.so.6";
    private const int DynamicStrings = 5;
    private const int DynamicSymbols = 6;
    private const int DynamicGnuHash = 0x6ffffef5;
    private const int DynamicSymbolVersions = 0x6ffffff0;
    private const int DynamicVersionNeeds = 0x6ffffffe;
    private const int DynamicVersionNeedCount = 0x6fffffff;
    private const int SymbolSize = 24;
    private const ushort WeakVersion = 2;
    private const int WeakBinding = 2;

    /// <summary>Changes the image in place: one flag, and one symbol's binding.</summary>
    /// <param name="image">A whole 64-bit little-endian ELF library.</param>
    /// <returns>How many bytes changed; 0 where the library does not ask for the version, or is weakened already.</returns>
    /// <exception cref="BadImageFormatException">The bytes are no such library, or are damaged, or another symbol needs the version.</exception>
    public static int Apply(byte[] image)
    {
        try
        {
            return Weaken(image);
        }
        catch (Exception exception) when (exception is ArgumentException || exception is IndexOutOfRangeException || exception is OverflowException)
        {
            throw new BadImageFormatException("The library is not a whole 64-bit ELF file: one of its tables points outside it.", exception);
        }
    }

    private static int Weaken(byte[] image)
    {
        if (image.Length < 64 || image[0] != 0x7f || image[1] != 'E' || image[2] != 'L' || image[3] != 'F' || image[4] != 2 || image[5] != 1)
        {
            throw new BadImageFormatException("The library is not a 64-bit little-endian ELF file.");
        }

        var segments = LoadedSegments(image, out var dynamic);
        var need = FindVersion(image, segments, dynamic);
        if (need < 0)
        {
            return 0;
        }

        var changes = new List<KeyValuePair<int, byte>> { new(need + 4, (byte)(image[need + 4] | WeakVersion)) };
        CollectSymbols(image, segments, dynamic, BitConverter.ToUInt16(image, need + 6), changes);
        var changed = 0;
        foreach (var change in changes)
        {
            changed += image[change.Key] == change.Value ? 0 : 1;
            image[change.Key] = change.Value;
        }

        return changed;
    }

    private static List<ulong[]> LoadedSegments(byte[] image, out Dictionary<ulong, ulong> dynamic)
    {
        var segments = new List<ulong[]>();
        dynamic = new Dictionary<ulong, ulong>();
        var table = checked((int)BitConverter.ToUInt64(image, 32));
        var size = BitConverter.ToUInt16(image, 54);
        for (int index = 0, count = BitConverter.ToUInt16(image, 56); index < count; index++)
        {
            var header = table + (index * size);
            var kind = BitConverter.ToUInt32(image, header);
            var offset = BitConverter.ToUInt64(image, header + 8);
            var length = BitConverter.ToUInt64(image, header + 32);
            if (kind == 1)
            {
                segments.Add(new[] { BitConverter.ToUInt64(image, header + 16), length, offset });
            }
            else if (kind == 2)
            {
                for (var entry = checked((int)offset); BitConverter.ToUInt64(image, entry) != 0; entry += 16)
                {
                    dynamic[BitConverter.ToUInt64(image, entry)] = BitConverter.ToUInt64(image, entry + 8);
                }
            }
        }

        return segments;
    }

    private static int FindVersion(byte[] image, List<ulong[]> segments, Dictionary<ulong, ulong> dynamic)
    {
        if (!dynamic.TryGetValue(DynamicVersionNeedCount, out var libraries))
        {
            return -1;
        }

        var strings = Locate(segments, dynamic, DynamicStrings);
        var need = Locate(segments, dynamic, DynamicVersionNeeds);
        for (var library = 0UL; library < libraries; library++)
        {
            if (Text(image, strings, BitConverter.ToUInt32(image, need + 4)) == Library)
            {
                var version = checked(need + (int)BitConverter.ToUInt32(image, need + 8));
                for (int index = 0, count = BitConverter.ToUInt16(image, need + 2); index < count; index++)
                {
                    if (Text(image, strings, BitConverter.ToUInt32(image, version + 8)) == Version)
                    {
                        return version;
                    }

                    version = checked(version + (int)BitConverter.ToUInt32(image, version + 12));
                }
            }

            var step = checked((int)BitConverter.ToUInt32(image, need + 12));
            if (step == 0)
            {
                break;
            }

            need = checked(need + step);
        }

        return -1;
    }

    private static void CollectSymbols(byte[] image, List<ulong[]> segments, Dictionary<ulong, ulong> dynamic, ushort version, List<KeyValuePair<int, byte>> changes)
    {
        var strings = Locate(segments, dynamic, DynamicStrings);
        var symbols = Locate(segments, dynamic, DynamicSymbols);
        var versions = Locate(segments, dynamic, DynamicSymbolVersions);

        // Imported symbols stand in front of the first one that the hash table covers.
        var imported = checked((int)BitConverter.ToUInt32(image, Locate(segments, dynamic, DynamicGnuHash) + 4));
        for (var index = 1; index < imported; index++)
        {
            if ((BitConverter.ToUInt16(image, versions + (2 * index)) & 0x7fff) != version)
            {
                continue;
            }

            var symbol = symbols + (SymbolSize * index);
            var name = Text(image, strings, BitConverter.ToUInt32(image, symbol));
            if (name != Symbol)
            {
                throw new BadImageFormatException($"The library uses {name} of {Version}, which an older libstdc++ does not have.");
            }

            changes.Add(new(symbol + 4, (byte)((WeakBinding << 4) | (image[symbol + 4] & 15))));
        }
    }

    private static int Locate(List<ulong[]> segments, Dictionary<ulong, ulong> dynamic, ulong tag)
    {
        if (dynamic.TryGetValue(tag, out var address))
        {
            foreach (var segment in segments)
            {
                if (address >= segment[0] && address - segment[0] < segment[1])
                {
                    return checked((int)(address - segment[0] + segment[2]));
                }
            }
        }

        throw new BadImageFormatException($"The library's dynamic section lacks a usable entry 0x{tag:x}.");
    }

    private static string Text(byte[] image, int strings, uint offset)
    {
        var start = checked(strings + (int)offset);
        return Encoding.ASCII.GetString(image, start, Array.IndexOf(image, (byte)0, start) - start);
    }
}

#if !NET
/// <summary>Writes a weakened copy of a library; the build's use of <see cref="ElfVersionWeakening"/>.</summary>
public sealed class WeakenElfVersion : Microsoft.Build.Utilities.Task
{
    /// <summary>The library; only read.</summary>
    [Microsoft.Build.Framework.Required]
    public string Source { get; set; }

    /// <summary>The copy.</summary>
    [Microsoft.Build.Framework.Required]
    public string Destination { get; set; }

    /// <inheritdoc/>
    public override bool Execute()
    {
        var image = File.ReadAllBytes(Source);
        try
        {
            ElfVersionWeakening.Apply(image);
        }
        catch (BadImageFormatException exception)
        {
            Log.LogWarning("{0} is used as it is: {1}", Source, exception.Message);
        }

        // A copy of the same size and time would be taken for the original by incremental builds.
        Directory.CreateDirectory(Path.GetDirectoryName(Destination));
        File.Delete(Destination);
        File.WriteAllBytes(Destination, image);
        File.SetLastWriteTimeUtc(Destination, File.GetLastWriteTimeUtc(Source).AddSeconds(2));
        return true;
    }
}
#endif
