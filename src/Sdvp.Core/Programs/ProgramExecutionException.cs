namespace Sdvp.Core.Programs;

/// <summary>A program's step failed while it ran.</summary>
public class ProgramExecutionException : Exception
{
    /// <summary>Initialises the exception.</summary>
    /// <param name="message">What failed and with which values.</param>
    /// <param name="module">The module called.</param>
    /// <param name="site">The step.</param>
    /// <param name="innerException">The cause.</param>
    public ProgramExecutionException(string message, string module, CallSite site, Exception? innerException = null)
        : base(message, innerException)
    {
        Module = module;
        Site = site;
    }

    /// <summary>The module called.</summary>
    public string Module { get; }

    /// <summary>The step that failed.</summary>
    public CallSite Site { get; }
}
