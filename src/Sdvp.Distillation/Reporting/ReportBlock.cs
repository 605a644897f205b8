namespace Sdvp.Distillation.Reporting;

/// <summary>Something that stands in a section: a text, a table, claims, a drawing.</summary>
public abstract record ReportBlock
{
    private protected ReportBlock()
    {
    }
}
