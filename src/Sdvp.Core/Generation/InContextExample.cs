namespace Sdvp.Core.Generation;

/// <summary>A question with a program that answers it, for a model to learn the form from.</summary>
/// <param name="Question">The question, statement or instruction.</param>
/// <param name="Program">The program's source.</param>
public sealed record InContextExample(string Question, string Program);
