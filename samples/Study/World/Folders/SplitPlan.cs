namespace Sdvp.Samples.Study.World.Folders;

/// <summary>A split of the study that is chosen from a file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Limit">Most examples.</param>
/// <param name="Takes">Whether it takes examples of a family.</param>
internal sealed record SplitPlan(string Name, int Limit, Func<string?, bool> Takes);
