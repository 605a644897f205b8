namespace Sdvp.Distillation.Evaluation.Gqa.Translation;

/// <summary>What a step of a functional program gives.</summary>
internal abstract record Operand;

/// <summary>Objects: what they are called, and the image variable in which they are looked for.</summary>
internal sealed record ObjectsOperand(string Image, Description Description) : Operand;

/// <summary>The scene as a whole.</summary>
internal sealed record SceneOperand(string Image) : Operand;

/// <summary>Yes or no: a variable or an expression of the target language.</summary>
internal sealed record TruthOperand(string Expression) : Operand;

/// <summary>A text: a variable or an expression of the target language.</summary>
internal sealed record AnswerOperand(string Expression) : Operand;
