namespace Sdvp.Core.Programs.Viper;

/// <summary>What a run spent too much of.</summary>
public enum ViperBudgetKind
{
    /// <summary>Steps of computation; see <see cref="ViperOptions.MaximumSteps"/>.</summary>
    Steps,

    /// <summary>Time; see <see cref="ViperOptions.MaximumDuration"/>.</summary>
    Duration,

    /// <summary>Items and text made; see <see cref="ViperOptions.MaximumItems"/>.</summary>
    Items,

    /// <summary>Calls inside of calls, or containers inside of containers; see <see cref="ViperOptions.MaximumDepth"/>.</summary>
    Depth,
}
