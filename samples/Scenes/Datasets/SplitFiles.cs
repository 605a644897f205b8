namespace Sdvp.Samples.Scenes.Datasets;

/// <summary>The files of a split in its folder.</summary>
/// <param name="Folder">The folder.</param>
public sealed record SplitFiles(string Folder)
{
    /// <summary>Questions in GQA's format.</summary>
    public string Questions => Path.Combine(Folder, "questions.json");

    /// <summary>Statements in NLVR2's format.</summary>
    public string Statements => Path.Combine(Folder, "statements.json");

    /// <summary>Scene graphs in GQA's format.</summary>
    public string SceneGraphs => Path.Combine(Folder, "sceneGraphs.json");

    /// <summary>The VisProg programs, as a generator would have written them.</summary>
    public string Programs => Path.Combine(Folder, "programs.jsonl");

    /// <summary>The same in Viper's language.</summary>
    public string ViperPrograms => Path.Combine(Folder, "programs.viper.jsonl");

    /// <summary>The images of a split of GQA kind; NLVR2 has a folder of its own for each split of its identifiers.</summary>
    public string Images => Path.Combine(Folder, "images");

    /// <summary>Written last: the split is complete, and by which version of the world it was made.</summary>
    public string Complete => Path.Combine(Folder, "complete");
}
