namespace Sdvp.Distillation.Evaluation.Gqa;

/// <summary>A relation from one object to another.</summary>
/// <param name="Name">The relation, such as <c>to the left of</c>.</param>
/// <param name="ObjectId">The object that it leads to.</param>
public sealed record GqaRelation(string Name, string ObjectId);
