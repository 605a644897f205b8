namespace Sdvp.Modules.Torch;

/// <summary>Work that several threads do together.</summary>
internal interface ILaneWork
{
    /// <summary>Works until nothing is left to begin; returns at once where that is so. Throws nothing.</summary>
    void Join();
}
