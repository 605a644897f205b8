namespace Sdvp.Core.Teaching.Adapters;

/// <summary>What kind of answer a question asks for.</summary>
public enum QuestionKind
{
    /// <summary>Any answer, such as to <c>what color is the cat?</c>.</summary>
    Open,

    /// <summary>Yes or no, such as to <c>is there a cat?</c>.</summary>
    YesNo,

    /// <summary>A number, such as to <c>how many cats are there?</c>.</summary>
    Count,

    /// <summary>One of two named alternatives, such as to <c>is the cat black or white?</c>.</summary>
    Choice,
}
