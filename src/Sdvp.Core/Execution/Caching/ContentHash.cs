using System.Security.Cryptography;
using Sdvp.Core.Modules;

namespace Sdvp.Core.Execution.Caching;

/// <summary>Lower-case hexadecimal SHA-256 of what <see cref="ContentWriter"/> writes.</summary>
internal static class ContentHash
{
    public static string Compute(ModuleCall call)
    {
        using var writer = new ContentWriter();
        writer.Write(call);
        return Finish(writer);
    }

    public static string Compute(params ReadOnlySpan<string> texts)
    {
        using var writer = new ContentWriter();
        foreach (var text in texts)
        {
            writer.Write(text);
        }

        return Finish(writer);
    }

    private static string Finish(scoped ContentWriter writer) => Convert.ToHexStringLower(SHA256.HashData(writer.Written));
}
