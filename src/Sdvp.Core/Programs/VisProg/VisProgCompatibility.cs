namespace Sdvp.Core.Programs.VisProg;

/// <summary>
/// Quirks of VisProg's published code, by name; each is off by default, and then its fix is in force. Those of the language are given to the
/// parser (<see cref="VisProgProfile.Compatibility"/>), those of modules to the modules when they are made; one record serves both.
/// </summary>
/// <remarks>Source: allenai/visprog, <c>engine/utils.py</c> and <c>engine/step_interpreters.py</c>. What rests on evaluating text has no switch; docs/visprog.md lists it.</remarks>
public sealed record VisProgCompatibility
{
    /// <summary>Every quirk fixed.</summary>
    public static VisProgCompatibility None { get; } = new();

    /// <summary>Every quirk kept.</summary>
    public static VisProgCompatibility Upstream { get; } = new()
    {
        LastValueIsResult = true,
        LastDuplicateWins = true,
        IgnoreExtraArguments = true,
        AcceptDoubledEqualsSign = true,
        HalvesForEmptyBoxes = true,
        CountAnything = true,
        SubstringCategories = true,
        DropUnmatchedQueries = true,
        UntrimmedQueries = true,
        UnlimitedLists = true,
        FullCoverageOnly = true,
        ReplaceFirstOnly = true,
    };

    /// <summary>Language: RESULT is an ordinary step; the program goes on behind it, and the last step's value is the result. Fixed: the value of RESULT, and the program ends there.</summary>
    public bool LastValueIsResult { get; init; }

    /// <summary>Language: of an argument given twice the last one counts, with a warning. Fixed: an error (VP017).</summary>
    public bool LastDuplicateWins { get; init; }

    /// <summary>Language: an argument that the module does not have is ignored, with a warning. Fixed: an error (VP018).</summary>
    public bool IgnoreExtraArguments { get; init; }

    /// <summary>Language: <c>A==LOC(…)</c> and <c>A:=LOC(…)</c> count as <c>A=LOC(…)</c>, with a warning. Fixed: an error (VP037).</summary>
    public bool AcceptDoubledEqualsSign { get; init; }

    /// <summary>CROP and its relatives: without a box the whole image, the right half for CROP_RIGHTOF and the left half for CROP_LEFTOF, CROP_ABOVE and CROP_BELOW. Fixed: the half on the side asked for.</summary>
    public bool HalvesForEmptyBoxes { get; init; }

    /// <summary>COUNT: the length of whatever it is given, of text the number of its characters. Fixed: regions only, all else is an error (VP022).</summary>
    public bool CountAnything { get; init; }

    /// <summary>SELECT: an object's label fits where it is a part of the category asked for (<c>cat</c> of <c>cattle</c>), and case counts. Fixed: where both are equal, case aside.</summary>
    public bool SubstringCategories { get; init; }

    /// <summary>SELECT: where some names of a query are labels of objects, the other names are dropped. Fixed: the matcher looks for them.</summary>
    public bool DropUnmatchedQueries { get; init; }

    /// <summary>SELECT and LIST: items keep the white space around them. Fixed: they are trimmed, and empty ones are left out.</summary>
    public bool UntrimmedQueries { get; init; }

    /// <summary>LIST: more items than asked for are kept. Fixed: they are cut off.</summary>
    public bool UnlimitedLists { get; init; }

    /// <summary>COLORPOP and BGBLUR: a pixel that a mask covers in part counts as outside. Fixed: as inside from one half on.</summary>
    public bool FullCoverageOnly { get; init; }

    /// <summary>REPLACE: only the first object is replaced. Fixed: all of them.</summary>
    public bool ReplaceFirstOnly { get; init; }
}
