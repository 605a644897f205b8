using Sdvp.Modules.Torch;

namespace Sdvp.Modules.Clip;

/// <summary>Checks and uses of <see cref="ClipMatchOptions"/>.</summary>
internal static class ClipMatchOptionsChecks
{
    private const string Placeholder = "{text}";

    public static void Validate(this ClipMatchOptions options, string module)
    {
        ModelOptions.RequireFolder(options.Folder, module);
        ModelOptions.RequireAdapter(options.Adapter, module);
        ModelOptions.RequireBatch(options.MaxBatch, module);
        ModelOptions.RequireType(options.Type, module);
        ModelOptions.RequireTrainingType(options.TrainingType, module);
        ModelOptions.RequirePlaceholder(options.Template, Placeholder, module);
        ArgumentOutOfRangeException.ThrowIfNegative(options.MaxCachedTexts);
    }

    public static string Fill(this ClipMatchOptions options, string text) => options.Template.Replace(Placeholder, text, StringComparison.Ordinal);
}
