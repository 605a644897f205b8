namespace Sdvp.Modules.Onnx;

/// <summary>An ONNX model cannot be used: it cannot be read, or does not keep the contract of the module that it is to stand behind.</summary>
public sealed class InvalidOnnxModelException : Exception
{
    /// <summary>Makes an exception for a model without a file.</summary>
    public InvalidOnnxModelException()
        : this("An ONNX model cannot be used.")
    {
    }

    /// <summary>Makes an exception for a model without a file.</summary>
    /// <param name="message">What is wrong.</param>
    public InvalidOnnxModelException(string message)
        : this(message, innerException: null)
    {
    }

    /// <summary>Makes an exception for a model without a file.</summary>
    /// <param name="message">What is wrong.</param>
    /// <param name="innerException">The cause.</param>
    public InvalidOnnxModelException(string message, Exception? innerException)
        : base(message, innerException) => File = string.Empty;

    /// <summary>Makes an exception for a file.</summary>
    /// <param name="file">The model.</param>
    /// <param name="reason">What is wrong with it, as a sentence.</param>
    /// <param name="innerException">The cause.</param>
    public InvalidOnnxModelException(string file, string reason, Exception? innerException = null)
        : base($"The ONNX model '{file}' cannot be used: {reason}", innerException) => File = file;

    /// <summary>The model's file; empty where there is none.</summary>
    public string File { get; }
}
