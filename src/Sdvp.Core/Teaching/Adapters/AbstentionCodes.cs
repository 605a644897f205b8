namespace Sdvp.Core.Teaching.Adapters;

/// <summary>The codes with which steps are left without a label.</summary>
public static class AbstentionCodes
{
    /// <summary>The teacher is not sure enough.</summary>
    public const string LowConfidence = "low-confidence";

    /// <summary>The teacher's answer is none that the student can give.</summary>
    public const string UnknownAnswer = "unknown-answer";

    /// <summary>The step called another module.</summary>
    public const string WrongModule = "wrong-module";

    /// <summary>The step failed when it was executed.</summary>
    public const string FailedStep = "failed-step";

    /// <summary>The step lacks an argument, or it is of another kind than the adapter reads.</summary>
    public const string BadArguments = "bad-arguments";

    /// <summary>The step recorded no region to judge.</summary>
    public const string NoProposals = "no-proposals";

    /// <summary>The step asks for a part of the image (TOP, BOTTOM, LEFT, RIGHT), which no teacher need judge.</summary>
    public const string SpecialObject = "special-object";

    /// <summary>No rule turns the question into a statement.</summary>
    public const string NotAStatement = "not-a-statement";

    /// <summary>The step's image is a part of an input, and the teacher knows whole inputs only.</summary>
    public const string Crop = "crop";

    /// <summary>The step's image belongs to none of the example's inputs.</summary>
    public const string UnknownImage = "unknown-image";

    /// <summary>The step weighs more texts than the teacher is to be asked about.</summary>
    public const string TooManyTexts = "too-many-texts";

    /// <summary>The teacher failed at the step's queries, and the host chose to go on. Said by whoever asks the teacher, not by adapters.</summary>
    public const string TeacherFailed = "teacher-failed";
}
