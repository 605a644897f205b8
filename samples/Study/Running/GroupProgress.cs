namespace Sdvp.Samples.Study.Running;

/// <summary>How far a group is.</summary>
/// <param name="Group">The group.</param>
/// <param name="Done">Lessons and rows that this process has measured.</param>
/// <param name="Total">Those that it has to measure; 0 while its data are loaded.</param>
/// <param name="What">What it does.</param>
internal sealed record GroupProgress(GroupName Group, int Done, int Total, string What);
