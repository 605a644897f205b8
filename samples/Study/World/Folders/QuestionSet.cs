namespace Sdvp.Samples.Study.World.Folders;

/// <summary>The questions or statements of a split.</summary>
/// <param name="Split">Its name, such as <c>train</c>, by which stored programs are found.</param>
/// <param name="File">The file, or the folder of shards.</param>
internal sealed record QuestionSet(string Split, string File);
