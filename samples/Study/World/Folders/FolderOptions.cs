namespace Sdvp.Samples.Study.World.Folders;

/// <summary>The folders of a study of real data, and what is taken from them.</summary>
internal sealed record FolderOptions
{
    /// <summary>Task A: a folder in GQA's layout.</summary>
    public required string Gqa { get; init; }

    /// <summary>Task B: a folder in NLVR2's layout.</summary>
    public required string Nlvr2 { get; init; }

    /// <summary>What the host does anyway: a second folder in GQA's layout; null where it is that of task A.</summary>
    public string? General { get; init; }

    /// <summary>A family (GQA's detailed type) that no task asks.</summary>
    public string UnseenFirst { get; init; } = "where";

    /// <summary>A second such family.</summary>
    public string UnseenSecond { get; init; } = "name";

    /// <summary>Most examples of each training split; half of it of each test.</summary>
    public int Limit { get; init; } = 3000;

    /// <summary>Most examples of each test.</summary>
    public int TestLimit => Math.Max(1, Limit / 2);

    public bool IsUnseen(string? family) => family == UnseenFirst || family == UnseenSecond;
}
