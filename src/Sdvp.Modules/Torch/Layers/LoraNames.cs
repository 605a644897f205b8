namespace Sdvp.Modules.Torch.Layers;

/// <summary>The names of an adapter's parameters within a <see cref="LinearLayer"/>.</summary>
internal static class LoraNames
{
    public const string Down = "lora_A";
    public const string Up = "lora_B";

    /// <summary>Whether a name of a network's <c>state_dict</c> belongs to an adapter, not to the model.</summary>
    public static bool IsAdapter(string name) =>
        name.EndsWith("." + Down, StringComparison.Ordinal) || name.EndsWith("." + Up, StringComparison.Ordinal) || name is Down or Up;
}
