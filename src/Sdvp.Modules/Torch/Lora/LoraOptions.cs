using System.Collections.Immutable;
using System.Globalization;

namespace Sdvp.Modules.Torch.Lora;

/// <summary>A low-rank adapter (Hu et al. 2021). The names, defaults and meanings are those of PEFT's <c>LoraConfig</c>.</summary>
public sealed record LoraOptions
{
    /// <summary>
    /// The linear layers: names such as <c>query</c> or <c>q_proj</c>, each meaning every layer whose path is it or ends with it behind a dot. At least one.
    /// </summary>
    public required ImmutableArray<string> TargetModules { get; init; }

    /// <summary>The rank, <c>r</c>; at least 1. Default: 8.</summary>
    public int Rank { get; init; } = 8;

    /// <summary><c>lora_alpha</c>: the adapter's result is multiplied by it, divided by the rank; above 0. Default: 8.</summary>
    public double Alpha { get; init; } = 8;

    /// <summary><c>lora_dropout</c>: the share of the input that the adapter does not see while it is trained, from 0 to below 1. Default: 0.</summary>
    public double Dropout { get; init; }

    /// <summary><c>use_rslora</c>: whether <see cref="Alpha"/> is divided by the square root of the rank instead. Default: false.</summary>
    public bool IsRankStabilized { get; init; }

    /// <summary>What the adapter's result is multiplied by.</summary>
    public double Scale => Alpha / (IsRankStabilized ? Math.Sqrt(Rank) : Rank);

    /// <summary>All settings in words that do not depend on the system's language.</summary>
    /// <returns>The words.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"rank {Rank}, alpha {Alpha:R}, dropout {Dropout:R}{(IsRankStabilized ? ", rank-stabilized" : "")}, on [{(TargetModules.IsDefault ? "" : string.Join(", ", TargetModules))}]");

    /// <summary>Checks every setting.</summary>
    /// <exception cref="ArgumentException">A setting is out of range; name, value and range are given.</exception>
    public void Validate()
    {
        if (TargetModules.IsDefaultOrEmpty || TargetModules.Any(string.IsNullOrEmpty))
        {
            throw new ArgumentException($"{nameof(TargetModules)} is empty or holds an empty name; the names of linear layers are expected, such as 'query' and 'value'.");
        }

        if (Rank < 1)
        {
            throw new ArgumentException($"{nameof(Rank)} is {Rank}; expected is a whole number from 1 on.");
        }

        if (!(Alpha > 0) || double.IsInfinity(Alpha))
        {
            throw new ArgumentException($"{nameof(Alpha)} is {Alpha}; expected is a finite number above 0.");
        }

        if (!(Dropout >= 0 && Dropout < 1))
        {
            throw new ArgumentException($"{nameof(Dropout)} is {Dropout}; expected is a number from 0 to below 1.");
        }
    }
}
