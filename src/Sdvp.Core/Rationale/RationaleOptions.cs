namespace Sdvp.Core.Rationale;

/// <summary>What pages hold.</summary>
public sealed record RationaleOptions
{
    /// <summary>Most steps on a page, at least 1; a program with loops may make thousands of calls. The JSON has all of them. Default: 300.</summary>
    public int MaxSteps { get; init; } = 300;

    /// <summary>Images are scaled down to this many pixels on their longer side, at least 16; in pages only, never in the JSON. Default: 1024.</summary>
    public int MaxImageSide { get; init; } = 1024;

    internal void Check(string parameter)
    {
        if (MaxSteps < 1 || MaxImageSide < 16)
        {
            throw new ArgumentException(
                $"{nameof(MaxSteps)} is {MaxSteps} and {nameof(MaxImageSide)} is {MaxImageSide}; expected are at least 1 and at least 16.", parameter);
        }
    }
}
