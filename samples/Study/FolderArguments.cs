using Sdvp.Samples.Study.Running;
using Sdvp.Samples.Study.World.Folders;

namespace Sdvp.Samples.Study;

/// <summary>What the command line says of folders with real data.</summary>
internal sealed record FolderArguments
{
    public string? Gqa { get; init; }

    public string? Nlvr2 { get; init; }

    public string? General { get; init; }

    public string? Unseen { get; init; }

    public int? Limit { get; init; }

    public StudyModels Models { get; init; } = new();

    /// <summary>Whether the study is one of folders.</summary>
    public bool AreGiven => Gqa is not null && Nlvr2 is not null;

    /// <summary>What is wrong with the arguments; null where nothing is.</summary>
    public string? Problem => this switch
    {
        { Gqa: not null, Nlvr2: null } => $"--gqa is {Gqa}, and --nlvr2 is missing: task A comes from GQA's folder and task B from NLVR2's; give both.",
        { Gqa: null, Nlvr2: not null } => $"--nlvr2 is {Nlvr2}, and --gqa is missing: task A comes from GQA's folder and task B from NLVR2's; give both.",
        { Gqa: null } when this != new FolderArguments() => "--general, --unseen, --limit, --vqa, --loc, --teacher-a and --teacher-b say how to study folders; expected are --gqa DIR and --nlvr2 DIR beside them.",
        { Unseen: { } unseen } when Families(unseen) is null => $"--unseen is '{unseen}'; expected are two different families, joined by a comma, such as where,name.",
        _ => null,
    };

    public FolderOptions ToOptions()
    {
        var options = new FolderOptions { Gqa = Gqa!, Nlvr2 = Nlvr2!, General = General };
        options = Limit is { } limit ? options with { Limit = limit } : options;
        return Unseen is { } unseen && Families(unseen) is { } families ? options with { UnseenFirst = families.First, UnseenSecond = families.Second } : options;
    }

    private static (string First, string Second)? Families(string text) =>
        text.Split(',', StringSplitOptions.TrimEntries) is [{ Length: > 0 } first, { Length: > 0 } second] && first != second ? (first, second) : null;
}
