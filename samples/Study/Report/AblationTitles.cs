using System.Collections.Immutable;
using Sdvp.Samples.Study.Results;

namespace Sdvp.Samples.Study.Report;

/// <summary>How ablations are called.</summary>
internal static class AblationTitles
{
    /// <summary>All ablations in the order of printing.</summary>
    public static readonly ImmutableArray<string> All =
        [Sections.Data, Sections.Modules, Sections.Filters, Sections.Lambda, Sections.Temperature, Sections.Order, Sections.Noise, Sections.Probes, Sections.Rounds, Sections.Transfer];

    public static string Of(string section) => section switch
    {
        Sections.Data => "Size of the data",
        Sections.Modules => "Which module learns",
        Sections.Filters => "Filters of labels",
        Sections.Lambda => "Weight of self-distillation",
        Sections.Temperature => "Temperature of self-distillation",
        Sections.Order => "Order of the tasks",
        Sections.Noise => "A teacher that is often wrong",
        Sections.Probes => "What holds the student",
        Sections.Rounds => "On-policy rounds",
        Sections.Transfer => "Across frameworks",
        _ => section,
    };

    public static string Axis(string section) => section switch
    {
        Sections.Data => "share of the training data, %",
        Sections.Lambda => "weight λ",
        Sections.Temperature => "temperature",
        Sections.Noise => "wrong answers of the teacher, %",
        _ => "setting",
    };

    /// <summary>What settings are multiplied with for the axis.</summary>
    public static double Scale(string section) => section is Sections.Data or Sections.Noise ? 100 : 1;
}
