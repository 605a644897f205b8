namespace Sdvp.Core.Teaching.Adapters;

/// <summary>What stands beside a step's single image when a teacher wants a pair.</summary>
public enum PairWith
{
    /// <summary>The other image of the example; the statement names the side that it speaks of.</summary>
    OtherImage,

    /// <summary>The same image again.</summary>
    Same,

    /// <summary>A uniform grey image of the same size.</summary>
    Blank,
}
