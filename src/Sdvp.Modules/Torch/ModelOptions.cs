using TorchSharp;

namespace Sdvp.Modules.Torch;

/// <summary>Checks of what all modules with a checkpoint behind them are told.</summary>
internal static class ModelOptions
{
    public static void RequireFolder(string folder, string module)
    {
        if (string.IsNullOrEmpty(folder))
        {
            throw new ArgumentException($"The module {module} needs the folder of its checkpoint: set o.Folder to where config.json and model.safetensors lie.");
        }
    }

    public static void RequireAdapter(string? adapter, string module)
    {
        if (adapter is { } folder && string.IsNullOrWhiteSpace(folder))
        {
            throw new ArgumentException($"The module {module} was given an empty folder for its adapter: set o.Adapter to where adapter_config.json lies, or to null for none.");
        }
    }

    public static void RequireBatch(int batch, string module)
    {
        if (batch < 1)
        {
            throw new ArgumentException($"The module {module} was told to take {batch} inputs at once; o.MaxBatch is at least 1.");
        }
    }

    public static void RequireType(torch.ScalarType type, string module)
    {
        if (type is not (torch.ScalarType.Float32 or torch.ScalarType.Float16 or torch.ScalarType.BFloat16))
        {
            throw new ArgumentException($"The module {module} was told to run in {type}; o.Type is Float32, Float16 or BFloat16.");
        }
    }

    public static void RequireTrainingType(torch.ScalarType type, string module)
    {
        if (type is not (torch.ScalarType.Float32 or torch.ScalarType.BFloat16))
        {
            throw new ArgumentException($"Students of the module {module} were told to be trained in {type}; o.TrainingType is Float32 or BFloat16.");
        }
    }

    public static void RequirePlaceholder(string template, string placeholder, string module)
    {
        if (template is null || !template.Contains(placeholder, StringComparison.Ordinal))
        {
            throw new ArgumentException($"The template of the module {module} is '{template}'; write {placeholder} where the text belongs.");
        }
    }
}
