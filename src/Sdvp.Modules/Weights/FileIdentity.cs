using System.Security.Cryptography;

namespace Sdvp.Modules.Weights;

/// <summary>Identifies files of a checkpoint beside its weights.</summary>
internal static class FileIdentity
{
    /// <summary>The files that say how images and texts become numbers.</summary>
    private static readonly string[] s_files =
        ["preprocessor_config.json", "tokenizer_config.json", "special_tokens_map.json", "added_tokens.json", "vocab.txt", "vocab.json", "merges.txt"];

    /// <summary>Hashes the files of tokenizer and image processor; those that are absent count as such.</summary>
    public static string OfInputs(HuggingFaceFolder folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in s_files)
        {
            var path = folder.PathOf(file);
            hash.AppendData(File.Exists(path) ? SHA256.HashData(File.ReadAllBytes(path)) : new byte[1]);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }
}
