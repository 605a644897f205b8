namespace Sdvp.Modules.Torch.Native;

/// <summary>TorchSharp's native library cannot be used on this machine; the message says why and what to do.</summary>
public sealed class TorchNativeLibraryException : Exception
{
    /// <summary>Makes an exception without a particular reason.</summary>
    public TorchNativeLibraryException()
        : this("TorchSharp's native library cannot be loaded.")
    {
    }

    /// <summary>Makes an exception with a message.</summary>
    /// <param name="message">Why the library cannot be used, and what to do.</param>
    public TorchNativeLibraryException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with a message and its cause.</summary>
    /// <param name="message">Why the library cannot be used, and what to do.</param>
    /// <param name="innerException">What the system said.</param>
    public TorchNativeLibraryException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
