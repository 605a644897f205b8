namespace Sdvp.Samples.Study.Results;

/// <summary>Names of the rows that claims speak of; every other row is a strategy under its own name.</summary>
internal static class Rows
{
    /// <summary>The modules as they are.</summary>
    public const string Before = "before";

    /// <summary>The task's teacher answers the task itself, without a program.</summary>
    public const string TeacherAlone = "teacher alone";

    /// <summary>The teacher in the place of the module that it could teach: <c>taskA</c> with the teacher of A, all other columns with the teacher of B.</summary>
    public const string TeacherDirect = "teacher direct";

    /// <summary>Trained on the labels without anything against forgetting.</summary>
    public const string Naive = "naive";

    /// <summary>Stepwise distillation with self-distillation.</summary>
    public const string Stepwise = "stepwise";

    /// <summary>The best recipe against forgetting.</summary>
    public const string Best = "best";

    /// <summary>Trained on both tasks and on what else is measured at once: the upper bound.</summary>
    public const string Joint = "joint";

    /// <summary>In <see cref="Sections.Noise"/>: labels kept by counterfactual credit and confidence.</summary>
    public const string CreditAndConfidence = "credit + confidence";

    /// <summary>In <see cref="Sections.Transfer"/>: modules that the programs of a framework taught, measured in the programs of the cell's framework.</summary>
    public static string DistilledOn(string framework) => $"distilled on {framework}";
}
