namespace Sdvp.Samples.Study.Results;

/// <summary>Names of the sections.</summary>
internal static class Sections
{
    /// <summary>The table of rows and columns.</summary>
    public const string Main = "main";

    /// <summary>Strategies in several strengths: gain against loss.</summary>
    public const string Curve = "curve";

    /// <summary>Share of the training data, in [0, 1].</summary>
    public const string Data = "data";

    /// <summary>Which module is trained; rows such as <c>VQA</c>, <c>LOC</c>, <c>both</c>.</summary>
    public const string Modules = "modules";

    /// <summary>Which filters keep labels.</summary>
    public const string Filters = "filters";

    /// <summary>Weight of self-distillation.</summary>
    public const string Lambda = "lambda";

    /// <summary>Temperature of self-distillation.</summary>
    public const string Temperature = "temperature";

    /// <summary>Order of the tasks.</summary>
    public const string Order = "order";

    /// <summary>Share of wrong teacher answers, in [0, 1]; rows name the filters.</summary>
    public const string Noise = "noise";

    /// <summary>On which further calls the student is held to its snapshot.</summary>
    public const string Probes = "probes";

    /// <summary>How often programs are run anew with the student as it is by then.</summary>
    public const string Rounds = "rounds";

    /// <summary>Modules taught by one framework's programs in the other's; rows are <see cref="Rows.DistilledOn"/>, columns are measured after both tasks.</summary>
    public const string Transfer = "transfer";
}
