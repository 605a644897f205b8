using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using TorchSharp;

namespace Sdvp.Modules.Weights;

/// <summary>
/// Views into a file that is mapped copy-on-write. One mapping for each element type, made when first asked for: a mapping costs addresses, not memory. It lives in
/// the storage that all its views share, so it ends with the last of them. Thread-safe.
/// </summary>
/// <param name="path">The file; only for messages, except where the system has no <c>/proc</c>.</param>
/// <param name="file">The open file.</param>
/// <param name="length">Its length when it was opened.</param>
internal sealed class SafetensorsMapping(string path, SafeFileHandle file, long length) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<torch.ScalarType, torch.Tensor> _bases = [];

    /// <summary>Shows a tensor whose place in the file is a multiple of its element's size.</summary>
    public torch.Tensor View(string name, SafetensorsEntry entry, long dataStart)
    {
        if (RandomAccess.GetLength(file) < length)
        {
            throw new InvalidWeightsException(path, name, "the file has become shorter since it was opened (truncated).");
        }

        lock (_lock)
        {
            using var noGradient = torch.no_grad();
            using var scope = torch.NewDisposeScope();
            var size = SafetensorsTypes.SizeOf(entry.Type);
            return Base(name, entry.Type, size)
                .narrow(0, (dataStart + entry.Begin) / size, (entry.End - entry.Begin) / size)
                .view([.. entry.Shape])
                .detach()
                .MoveToOuterDisposeScope();
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var tensor in _bases.Values)
            {
                tensor.Dispose();
            }

            _bases.Clear();
        }
    }

    private torch.Tensor Base(string name, torch.ScalarType type, int size)
    {
        if (_bases.TryGetValue(type, out var known))
        {
            return known;
        }

        try
        {
            // The very file that was checked, even if another one has taken its name since.
            var descriptor = $"/proc/self/fd/{file.DangerousGetHandle()}";
            var mapped = torch.from_file(OperatingSystem.IsLinux() && File.Exists(descriptor) ? descriptor : path, shared: false, size: length / size, dtype: type)
                .DetachFromDisposeScope();
            _bases.Add(type, mapped);
            return mapped;
        }
        catch (ExternalException exception)
        {
            throw new InvalidWeightsException(path, name, $"the file cannot be mapped into memory ({exception.Message}).", exception);
        }
    }
}
