namespace Sdvp.Core.Execution;

/// <summary>A line of execution that goes on when it is told to, on the thread that tells it.</summary>
internal interface IResumable
{
    /// <summary>Goes on until the next wait. Never throws.</summary>
    void Resume();
}
