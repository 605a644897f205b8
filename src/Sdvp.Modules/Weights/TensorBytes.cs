using TorchSharp;

namespace Sdvp.Modules.Weights;

/// <summary>Walks over the memory of a tensor.</summary>
internal static class TensorBytes
{
    private const long ChunkLength = 1 << 28;

    /// <summary>Handles one piece of memory.</summary>
    /// <param name="bytes">The piece.</param>
    /// <param name="offset">Its place in the tensor, in bytes.</param>
    public delegate void ChunkHandler(Span<byte> bytes, long offset);

    /// <summary>Shows all memory of a tensor, in pieces that a span can hold.</summary>
    /// <param name="tensor">A contiguous tensor on the CPU.</param>
    /// <param name="handle">Sees each piece, in order; may write to it.</param>
    public static void ForEachChunk(torch.Tensor tensor, ChunkHandler handle)
    {
        var count = tensor.numel();
        if (count == 0)
        {
            return;
        }

        var size = tensor.element_size();
        var step = ChunkLength / size;
        using var flat = tensor.view(-1);
        for (var start = 0L; start < count; start += step)
        {
            using var piece = flat.narrow(0, start, Math.Min(step, count - start));
            handle(piece.bytes, start * size);
        }
    }

    /// <summary>Gives a tensor whose memory can be walked over.</summary>
    /// <param name="tensor">Any tensor; not disposed.</param>
    /// <returns>The same values, contiguous, on the CPU, without gradient; the caller disposes it.</returns>
    public static torch.Tensor ToMemory(torch.Tensor tensor)
    {
        using var detached = tensor.detach();
        using var local = detached.cpu();
        return local.contiguous();
    }
}
