namespace Sdvp.Samples.VisProg;

/// <summary>The command line or the configuration is not what was expected.</summary>
/// <param name="message">What was given, what was expected, what to do.</param>
internal sealed class UsageException(string message) : Exception(message);
