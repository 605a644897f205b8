namespace Sdvp.Modules.Imaging;

/// <summary>An image cannot be read: its bytes are damaged, cut off, of no known format, or hold too many pixels.</summary>
public sealed class InvalidImageException : Exception
{
    /// <summary>Makes an exception for an image without a name.</summary>
    public InvalidImageException()
        : this("An image cannot be read.")
    {
    }

    /// <summary>Makes an exception for an image without a name.</summary>
    /// <param name="message">What is wrong.</param>
    public InvalidImageException(string message)
        : this(message, innerException: null)
    {
    }

    /// <summary>Makes an exception for an image without a name.</summary>
    /// <param name="message">What is wrong.</param>
    /// <param name="innerException">The cause.</param>
    public InvalidImageException(string message, Exception? innerException)
        : base(message, innerException) => ImageName = string.Empty;

    /// <summary>Makes an exception for a named image.</summary>
    /// <param name="imageName">The image's file, or whatever tells it from others.</param>
    /// <param name="reason">What is wrong with it, as a sentence.</param>
    /// <param name="innerException">The cause.</param>
    public InvalidImageException(string imageName, string reason, Exception? innerException = null)
        : base($"The image '{imageName}' cannot be read: {reason}", innerException) => ImageName = imageName;

    /// <summary>The image's file, or whatever tells it from others; empty where it has no name.</summary>
    public string ImageName { get; }
}
