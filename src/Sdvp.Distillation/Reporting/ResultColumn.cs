namespace Sdvp.Distillation.Reporting;

/// <summary>A column of a result table.</summary>
/// <param name="Name">Its name in data, such as <c>taskA</c>.</param>
/// <param name="Title">Its heading. Default: the name.</param>
public sealed record ResultColumn(string Name, string? Title = null)
{
    /// <summary>What stands over the column.</summary>
    public string Heading => Title ?? Name;
}
