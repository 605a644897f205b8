using System.Globalization;
using Sdvp.Modules.Torch;

namespace Sdvp.Modules.OwlVit;

/// <summary>Checks and uses of <see cref="OwlVitOptions"/>.</summary>
internal static class OwlVitOptionsChecks
{
    private const string Placeholder = "{object}";

    public static void Validate(this OwlVitOptions options, string module)
    {
        ModelOptions.RequireFolder(options.Folder, module);
        ModelOptions.RequireAdapter(options.Adapter, module);
        ModelOptions.RequireBatch(options.MaxBatch, module);
        ModelOptions.RequireType(options.Type, module);
        ModelOptions.RequireTrainingType(options.TrainingType, module);
        ArgumentOutOfRangeException.ThrowIfNegative(options.MaxCachedTexts);
        ArgumentNullException.ThrowIfNull(options.Detection);
        var detection = options.Detection;
        ModelOptions.RequirePlaceholder(detection.Template, Placeholder, module);
        RequireShare(detection.ScoreThreshold, nameof(detection.ScoreThreshold), module);
        RequireShare(detection.ProposalThreshold, nameof(detection.ProposalThreshold), module);
        if (!(detection.SuppressionOverlap > 0) || detection.MaxProposals < 0)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"The module {module} has a {nameof(detection.SuppressionOverlap)} of {detection.SuppressionOverlap} ")
                + $"and {nameof(detection.MaxProposals)} of {detection.MaxProposals}; the first is above 0, the second at least 0.");
        }
    }

    /// <summary>What the network reads for an object.</summary>
    public static string Fill(this OwlVitLocOptions options, string text) => options.Template.Replace(Placeholder, text, StringComparison.Ordinal);

    /// <summary>What decides a module's results beside its weights, in words that do not depend on the system's language.</summary>
    public static string Describe(this OwlVitLocOptions o) => string.Create(
        CultureInfo.InvariantCulture,
        $"{o.Template};{o.ScoreThreshold:R};{o.SuppressionOverlap:R};{o.KnowsPlaces};{o.ReachesBorder};{o.ProposalThreshold:R};{o.MaxProposals}");

    private static void RequireShare(double value, string name, string module)
    {
        if (!(value >= 0 && value <= 1))
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The module {module} has a {name} of {value}; expected is a number from 0 to 1."));
        }
    }
}
