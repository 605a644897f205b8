using Sdvp.Modules.Generation;
using Sdvp.Modules.Torch;

namespace Sdvp.Modules.Blip;

/// <summary>Checks of the options of BLIP's modules.</summary>
internal static class BlipOptionsChecks
{
    public static void Validate(this BlipVqaOptions options, string module)
    {
        ModelOptions.RequireFolder(options.Folder, module);
        ModelOptions.RequireAdapter(options.Adapter, module);
        ModelOptions.RequireBatch(options.MaxBatch, module);
        ModelOptions.RequireType(options.Type, module);
        ModelOptions.RequireTrainingType(options.TrainingType, module);
        RequireGeneration(options.Beams, options.MaxNewTokens, module);
        ArgumentNullException.ThrowIfNull(options.Answers);
        if (options.Answers.Distinct(StringComparer.Ordinal).Count() != options.Answers.Count)
        {
            throw new ArgumentException($"The module {module} was given {options.Answers.Count} answers to choose among, but some of o.Answers stand there twice.");
        }
    }

    public static void Validate(this BlipCaptionOptions options, string module)
    {
        ModelOptions.RequireFolder(options.Folder, module);
        ModelOptions.RequireAdapter(options.Adapter, module);
        ModelOptions.RequireBatch(options.MaxBatch, module);
        ModelOptions.RequireType(options.Type, module);
        ModelOptions.RequireTrainingType(options.TrainingType, module);
        RequireGeneration(options.Beams, options.MaxNewTokens, module);
    }

    public static void Validate(this BlipMatchOptions options, string module)
    {
        ModelOptions.RequireFolder(options.Folder, module);
        ModelOptions.RequireAdapter(options.Adapter, module);
        ModelOptions.RequireBatch(options.MaxBatch, module);
        ModelOptions.RequireType(options.Type, module);
        ModelOptions.RequireTrainingType(options.TrainingType, module);
        ModelOptions.RequirePlaceholder(options.Template, BlipMatchOptions.Placeholder, module);
        if (!Enum.IsDefined(options.Scoring))
        {
            throw new ArgumentException($"The module {module} was told to score texts as {options.Scoring}; o.Scoring is {string.Join(" or ", Enum.GetNames<AnswerScoring>())}.");
        }
    }

    private static void RequireGeneration(int? beams, int? maxNewTokens, string module)
    {
        try
        {
            BlipGeneration.Choose(new GenerationOptions(), beams, maxNewTokens).Validate();
        }
        catch (ArgumentException error)
        {
            throw new ArgumentException($"The options of the module {module} cannot be followed: {error.Message}", error);
        }
    }
}
