namespace Sdvp.Core.Teaching.Adapters;

/// <summary>How the weight of a label in the loss is chosen.</summary>
public enum LabelWeighting
{
    /// <summary>Every label weighs 1.</summary>
    Constant,

    /// <summary>A label weighs as much as the teacher is confident, in (0, 1].</summary>
    Confidence,
}
