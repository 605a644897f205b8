namespace Sdvp.Distillation.Evaluation.Gqa.Translation;

/// <summary>A step that cannot be translated; caught by the translator, which knows the question.</summary>
internal sealed class InvalidStepException(string message) : Exception(message);
