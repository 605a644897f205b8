namespace Sdvp.Core.Values;

/// <summary>What a list of values was in the program that made it.</summary>
public enum ListForm
{
    /// <summary>A list.</summary>
    List,

    /// <summary>A tuple.</summary>
    Tuple,

    /// <summary>A set; its items are in the order in which the program walks over them.</summary>
    Set,

    /// <summary>A mapping; its items are tuples of key and value.</summary>
    Mapping,
}
