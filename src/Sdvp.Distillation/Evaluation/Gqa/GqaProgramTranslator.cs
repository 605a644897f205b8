using System.Collections.Immutable;
using Sdvp.Distillation.Evaluation.Gqa.Translation;

namespace Sdvp.Distillation.Evaluation.Gqa;

/// <summary>
/// Translates GQA's functional programs (<c>semantic</c>) into visual programs, so that the questions run without a language model. Object sets become
/// descriptions; <c>to the left of</c>, <c>to the right of</c>, <c>above</c> and <c>below</c> become a search for the anchor and a crop of that side, other
/// relations become part of the description; attributes, names and comparisons become questions; logic becomes expressions. Pure functions, thread-safe.
/// </summary>
/// <remarks>
/// Object ids in arguments are not used: they are the gold answer. Unknown attributes are asked for by their name; an unknown operation is an error.
/// </remarks>
public static class GqaProgramTranslator
{
    /// <summary>Translates a question's program into a VisProg program over LOC, CROP, CROP_LEFTOF and its like, COUNT, VQA, EVAL and RESULT.</summary>
    /// <param name="question">The question, with its program.</param>
    /// <param name="options">Choices between equivalent programs. Default: <see cref="GqaTranslationOptions"/> as they are.</param>
    /// <returns>The program's source.</returns>
    /// <exception cref="GqaTranslationException">The question has no program, or one that does not follow GQA's rules.</exception>
    public static string ToVisProg(GqaQuestion question, GqaTranslationOptions? options = null) =>
        Translate(question, new VisProgWriter(options ?? new GqaTranslationOptions()));

    /// <summary>
    /// Translates a question's program into a Viper program: a function <c>execute_command(image)</c> over <c>ImagePatch</c> with <c>find</c>, <c>exists</c>,
    /// <c>verify_property</c>, <c>best_text_match</c>, <c>simple_query</c> and <c>crop</c>. It returns text.
    /// </summary>
    /// <param name="question">The question, with its program.</param>
    /// <param name="options">Choices between equivalent programs. Default: <see cref="GqaTranslationOptions"/> as they are.</param>
    /// <returns>The program's source.</returns>
    /// <exception cref="GqaTranslationException">The question has no program, or one that does not follow GQA's rules.</exception>
    public static string ToViper(GqaQuestion question, GqaTranslationOptions? options = null) =>
        Translate(question, new ViperWriter(options ?? new GqaTranslationOptions()));

    private static string Translate(GqaQuestion question, IProgramWriter writer)
    {
        ArgumentNullException.ThrowIfNull(question);
        if (question.Semantic is not { IsDefaultOrEmpty: false } steps)
        {
            throw new GqaTranslationException(question.Id, null, "The question has no program; test, challenge and submission splits have none.");
        }

        var results = ImmutableArray.CreateBuilder<Operand>(steps.Length);
        for (var i = 0; i < steps.Length; i++)
        {
            try
            {
                results.Add(StepTranslator.Translate(steps[i], [.. steps[i].Dependencies.Select(d => Dependency(results, d))], writer));
            }
            catch (InvalidStepException error)
            {
                throw new GqaTranslationException(question.Id, i, $"'{steps[i]}': {error.Message}");
            }
        }

        return results[^1] switch
        {
            TruthOperand truth => writer.FinishWithTruth(truth.Expression),
            AnswerOperand answer => writer.FinishWithAnswer(answer.Expression),
            _ => throw new GqaTranslationException(
                question.Id, steps.Length - 1, $"The program ends with '{steps[^1].Operation}', which gives objects; expected is a step that gives an answer, such as exist or query."),
        };
    }

    private static Operand Dependency(ImmutableArray<Operand>.Builder results, int index) => index >= 0 && index < results.Count
        ? results[index]
        : throw new InvalidStepException($"It depends on step {index}; expected is an earlier step.");
}
