using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Sdvp.Samples.Study.Plan;

/// <summary>One distillation of both tasks: a recipe, and what an ablation changes about data and labels.</summary>
internal sealed record Lesson(Recipe Recipe)
{
    /// <summary>Share of the training examples that is used.</summary>
    public double DataShare { get; init; } = 1;

    /// <summary>The modules that learn.</summary>
    public Students Students { get; init; } = Students.Both;

    /// <summary>Which labels are kept.</summary>
    public LabelRule Labels { get; init; }

    /// <summary>Share of the teachers' answers that are made wrong.</summary>
    public double Noise { get; init; }

    /// <summary>Which task comes first, or both at once.</summary>
    public TaskOrder Order { get; init; }

    /// <summary>Names the work folder: equal lessons are learned once.</summary>
    public string Id => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ToString())))[..16];

    /// <summary>Names the labels: lessons with equal ones share what was measured of them.</summary>
    public string LabelsId => string.Create(CultureInfo.InvariantCulture, $"labels-{Labels}-{Noise:R}");

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Recipe}; data {DataShare:R}, {Students}, labels {Labels}, noise {Noise:R}, {Order}");
}
