namespace Sdvp.Distillation.Evaluation.Gqa.Translation;

/// <summary>Writes a visual program step by step. Images, truths and answers are variables or expressions of the language.</summary>
internal interface IProgramWriter
{
    GqaTranslationOptions Options { get; }

    /// <summary>The whole image.</summary>
    string Image { get; }

    /// <summary>The part of an image on one side of an object that is looked for.</summary>
    string Beside(string image, Description anchor, Side side);

    /// <summary>The answer to a question about an image as a whole, or about things that it describes by itself.</summary>
    string Ask(string image, string question);

    /// <summary>Whether a question about an image is answered by yes.</summary>
    string AskTruth(string image, string question);

    /// <summary>The answer to a question about an object.</summary>
    string AskAbout(string image, Description item, string question);

    /// <summary>Whether an object has a property.</summary>
    string Verify(string image, Description item, Property property);

    /// <summary>Which of two properties an object has.</summary>
    string Choose(string image, Description item, Property first, Property second);

    /// <summary>Where an object is: on the left or the right, at the top or the bottom.</summary>
    string Position(string image, Description item, bool isHorizontal);

    string Exists(string image, Description item);

    string Count(string image, Description item);

    string Not(string truth);

    string And(string left, string right);

    string Or(string left, string right);

    /// <summary>Whether two answers are the same.</summary>
    string Same(string left, string right);

    /// <summary>One of two words.</summary>
    string If(string truth, string yes, string no);

    /// <summary>The name of the first pair of answers that are the same, or else the last name.</summary>
    string FirstSame(IReadOnlyList<(string Name, string Left, string Right)> pairs, string otherwise);

    string FinishWithTruth(string truth);

    string FinishWithAnswer(string answer);
}
