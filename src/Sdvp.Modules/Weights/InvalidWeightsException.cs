namespace Sdvp.Modules.Weights;

/// <summary>A file of weights is damaged, or does not fit the network that it was to be loaded into.</summary>
public sealed class InvalidWeightsException : Exception
{
    /// <summary>Makes an exception without a file.</summary>
    public InvalidWeightsException()
        : this("A file of weights cannot be used.")
    {
    }

    /// <summary>Makes an exception without a file.</summary>
    /// <param name="message">What is wrong.</param>
    public InvalidWeightsException(string message)
        : this(message, innerException: null)
    {
    }

    /// <summary>Makes an exception without a file.</summary>
    /// <param name="message">What is wrong.</param>
    /// <param name="innerException">The cause.</param>
    public InvalidWeightsException(string message, Exception? innerException)
        : base(message, innerException) => Path = string.Empty;

    /// <summary>Makes an exception for a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="key">The tensor that is wrong; null where the file as a whole is.</param>
    /// <param name="reason">What is wrong, as a sentence.</param>
    /// <param name="innerException">The cause.</param>
    public InvalidWeightsException(string path, string? key, string reason, Exception? innerException = null)
        : base(key is null ? $"The weights '{path}' cannot be used: {reason}" : $"The weights '{path}' cannot be used: tensor '{key}': {reason}", innerException)
    {
        Path = path;
        Key = key;
    }

    /// <summary>The file; empty where there is none.</summary>
    public string Path { get; }

    /// <summary>The tensor that is wrong; null where the file as a whole is.</summary>
    public string? Key { get; }
}
