namespace Sdvp.Samples.Study.Plan;

/// <summary>Which of the teacher's labels are learned from.</summary>
internal enum LabelRule
{
    /// <summary>All that the adapter gives.</summary>
    All,

    /// <summary>Those that the teacher is sure of.</summary>
    Confidence,

    /// <summary>Those of runs whose final answer is right.</summary>
    RightRuns,

    /// <summary>Those that the program's final answer speaks for.</summary>
    Credit,

    /// <summary>Those that the program's final answer speaks for, corrected where it speaks for another answer.</summary>
    Revised,

    /// <summary>Corrected ones that teacher, student and final answer are together sure of.</summary>
    CreditAndConfidence,
}
