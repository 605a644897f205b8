using Sdvp.Distillation.Training.Strategies;
using Sdvp.Modules.Torch.Lora;

namespace Sdvp.Distillation.Training;

/// <summary>Which adapter a training has.</summary>
internal static class LoraTraining
{
    /// <summary>What of an adapter's settings cannot be followed; null where all can.</summary>
    public static string? FindProblem(LoraOptions lora)
    {
        try
        {
            lora.Validate();
        }
        catch (ArgumentException error)
        {
            return error.Message;
        }

        return lora.Dropout == 0
            ? null
            : FormattableString.Invariant($"{nameof(lora.Dropout)} is {lora.Dropout}; expected is 0: training goes without dropout, so that an interrupted one ends with the same weights.");
    }

    /// <summary>The adapter that options or strategies ask for; null for none.</summary>
    /// <exception cref="InvalidOperationException">They ask for different ones.</exception>
    public static LoraOptions? Choose(string module, LoraOptions? own, IEnumerable<ForgettingStrategy> strategies)
    {
        // Compared by their words: lists of names are equal by content.
        LoraOptions[] asked = [.. strategies.Select(s => s.Lora).Prepend(own).OfType<LoraOptions>().DistinctBy(l => l.ToString(), StringComparer.Ordinal)];
        return asked.Length <= 1
            ? asked.FirstOrDefault()
            : throw new InvalidOperationException(
                $"{module} is to be trained by different adapters: {string.Join("; ", asked.Select(l => l.ToString()))}. "
                + $"Give {nameof(StepwiseDistillerOptions.Lora)} and the strategies the same one, or name it once.");
    }
}
