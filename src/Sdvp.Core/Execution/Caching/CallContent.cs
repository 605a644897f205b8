using Sdvp.Core.Modules;

namespace Sdvp.Core.Execution.Caching;

/// <summary>
/// Module, version and arguments of a call, written out. Equal contents are equal calls, without a doubt and without holding on to images.
/// </summary>
internal sealed class CallContent : IEquatable<CallContent>
{
    private readonly byte[] _bytes;
    private readonly int _hash;

    private CallContent(byte[] bytes)
    {
        _bytes = bytes;
        var hash = default(HashCode);
        hash.AddBytes(bytes);
        _hash = hash.ToHashCode();
    }

    public int Length => _bytes.Length;

    public static CallContent Create(IVisualModule module, ModuleCall call)
    {
        using var writer = new ContentWriter();
        writer.Write(module.Signature.Name);
        writer.Write(module.Version.Id ?? "");
        writer.Write(call);
        return new CallContent(writer.Written.ToArray());
    }

    public bool Equals(CallContent? other) => other is not null && _hash == other._hash && _bytes.AsSpan().SequenceEqual(other._bytes);

    public override bool Equals(object? obj) => Equals(obj as CallContent);

    public override int GetHashCode() => _hash;
}
