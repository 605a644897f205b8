namespace Sdvp.Samples.Study.Plan;

/// <summary>The modules that learn.</summary>
internal enum Students
{
    /// <summary>VQA and, where its task has an adapter for it, LOC.</summary>
    Both,

    /// <summary>VQA alone.</summary>
    Vqa,

    /// <summary>LOC alone.</summary>
    Loc,
}
