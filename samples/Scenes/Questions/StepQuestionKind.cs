namespace Sdvp.Samples.Scenes.Questions;

/// <summary>What a step question asks for.</summary>
public enum StepQuestionKind
{
    /// <summary>The value of an attribute.</summary>
    Query,

    /// <summary>Whether an attribute has a value.</summary>
    Verify,

    /// <summary>Which of two values an attribute has.</summary>
    Choose,

    /// <summary>Whether there is such an object.</summary>
    Exist,

    /// <summary>How many such objects there are.</summary>
    Count,

    /// <summary>In which quadrant of the image the object lies.</summary>
    Where,

    /// <summary>The fictional name of the object's kind.</summary>
    Name,
}
