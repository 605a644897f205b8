using System.Collections.Immutable;
using Sdvp.Distillation.Reporting;

namespace Sdvp.Samples.Study.Report;

/// <summary>The claims of one framework.</summary>
/// <param name="Bars">What the study asks of the best recipe; decided by means over seeds.</param>
/// <param name="Abstract">What the paper's abstract says in words; decided by p &lt; 0.05.</param>
internal sealed record StudyClaims(ImmutableArray<ReportClaim> Bars, ImmutableArray<ReportClaim> Abstract)
{
    public IEnumerable<ReportClaim> All => Bars.Concat(Abstract);
}
