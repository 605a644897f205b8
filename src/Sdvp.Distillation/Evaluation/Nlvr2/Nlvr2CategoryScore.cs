namespace Sdvp.Distillation.Evaluation.Nlvr2;

/// <summary>The accuracy of the examples that show a linguistic phenomenon.</summary>
/// <param name="Accuracy">In percent; NaN where there is no example.</param>
/// <param name="Count">Examples.</param>
public sealed record Nlvr2CategoryScore(double Accuracy, int Count)
{
    /// <inheritdoc/>
    public override string ToString() => $"{PythonText.Fixed(Accuracy, 2)} (of {Count} examples)";
}
