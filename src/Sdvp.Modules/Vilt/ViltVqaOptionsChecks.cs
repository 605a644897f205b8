using Sdvp.Modules.Torch;

namespace Sdvp.Modules.Vilt;

/// <summary>Checks of <see cref="ViltVqaOptions"/>.</summary>
internal static class ViltVqaOptionsChecks
{
    public static void Validate(this ViltVqaOptions options, string module)
    {
        ModelOptions.RequireFolder(options.Folder, module);
        ModelOptions.RequireAdapter(options.Adapter, module);
        ModelOptions.RequireBatch(options.MaxBatch, module);
        ModelOptions.RequireType(options.Type, module);
        ModelOptions.RequireTrainingType(options.TrainingType, module);
        if (!Enum.IsDefined(options.Scoring))
        {
            throw new ArgumentException($"The module {module} was told to score answers as {options.Scoring}; o.Scoring is {string.Join(" or ", Enum.GetNames<AnswerScoring>())}.");
        }
    }
}
