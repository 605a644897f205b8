namespace Sdvp.Core.Execution.Replay;

/// <summary>The failure of a recorded call, of which the message remains.</summary>
/// <param name="message">The message.</param>
public sealed class RecordedFailureException(string message) : Exception(message);
