namespace Sdvp.Core.Generation.Chat;

/// <summary>A call of a chat client gave no reply.</summary>
internal sealed class ChatCallException(GenerationFailure failure, string message, Exception? cause = null) : Exception(message, cause)
{
    public GenerationFailure Failure => failure;
}
