namespace Sdvp.Samples.Study.Running;

/// <summary>The folders of the networks: each a FiLM folder of this repository or a Hugging Face checkpoint; null for the samples' own.</summary>
/// <param name="Vqa">Answers questions, and learns.</param>
/// <param name="Loc">Finds objects, and learns.</param>
/// <param name="TeacherA">Answers task A's questions about one image.</param>
/// <param name="TeacherB">Judges task B's statements about two images; a FiLM folder.</param>
internal sealed record StudyModels(string? Vqa = null, string? Loc = null, string? TeacherA = null, string? TeacherB = null)
{
    /// <summary>The folder of the samples' checkpoints.</summary>
    public static string Checkpoints => Path.Combine(AppContext.BaseDirectory, "checkpoints");

    public string VqaFolder => Vqa ?? Path.Combine(Checkpoints, "vqa");

    public string LocFolder => Loc ?? Path.Combine(Checkpoints, "loc");

    public string TeacherAFolder => TeacherA ?? Path.Combine(Checkpoints, "teacher-a");

    public string TeacherBFolder => TeacherB ?? Path.Combine(Checkpoints, "teacher-b");

    public override string ToString() => $"VQA {Name(Vqa)}, LOC {Name(Loc)}, teacher of A {Name(TeacherA)}, teacher of B {Name(TeacherB)}";

    private static string Name(string? folder) => folder is null ? "of the samples" : Path.GetFullPath(folder);
}
