namespace Sdvp.Core.Values;

/// <summary>The types that values of visual programs have. Modules declare their parameters and results with them.</summary>
public enum ProgramType
{
    /// <summary>Any type; used by EVAL and RESULT, whose result depends on their input.</summary>
    Any,

    /// <summary>An RGB image.</summary>
    Image,

    /// <summary>A list of scored boxes, best first.</summary>
    Regions,

    /// <summary>Text, such as an answer.</summary>
    Text,

    /// <summary>A 64-bit integer.</summary>
    Integer,

    /// <summary>A double-precision number.</summary>
    Number,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A list of values.</summary>
    List,

    /// <summary>The absence of a value.</summary>
    None,
}
