namespace Sdvp.Modules.Generation;

/// <summary>
/// How text is generated: greedily (one beam) or by beam search, always deterministic. Names and defaults are those of Hugging Face's
/// <c>generation_config.json</c>.
/// </summary>
public sealed record GenerationOptions
{
    /// <summary>Most tokens of prompt and generated text together; at least 1. Default: 20.</summary>
    public int MaxLength { get; init; } = 20;

    /// <summary>Most generated tokens, at least 1; where it is set, <see cref="MaxLength"/> has no effect. Default: null.</summary>
    public int? MaxNewTokens { get; init; }

    /// <summary>Fewest tokens of prompt and generated text together, the end not counted; at least 0. Default: 0.</summary>
    public int MinLength { get; init; }

    /// <summary>Fewest generated tokens, the end not counted; at least 0. Default: 0.</summary>
    public int MinNewTokens { get; init; }

    /// <summary>Beams: 1 generates greedily. From 1 to 64. Default: 1.</summary>
    public int Beams { get; init; } = 1;

    /// <summary>The score of a sequence is its log-probability divided by its length to this power: above 0 favours long ones. Default: 1.</summary>
    public double LengthPenalty { get; init; } = 1;

    /// <summary>When beam search stops. Default: <see cref="BeamStopping.Heuristic"/>.</summary>
    public BeamStopping Stopping { get; init; }

    /// <summary>Scores of tokens that have occurred are divided (multiplied, where negative) by this; above 0, 1 for none. Default: 1.</summary>
    public double RepetitionPenalty { get; init; } = 1;

    /// <summary>No sequence of this many tokens occurs twice; 0 for no such rule. Default: 0.</summary>
    public int NoRepeatNgramSize { get; init; }

    /// <summary>Checks every number.</summary>
    /// <exception cref="ArgumentException">A number is out of range; name, value and range are given.</exception>
    public void Validate()
    {
        Check(MaxLength >= 1, nameof(MaxLength), MaxLength, "at least 1");
        Check(MaxNewTokens is not < 1, nameof(MaxNewTokens), MaxNewTokens, "at least 1, or null");
        Check(MinLength >= 0, nameof(MinLength), MinLength, "at least 0");
        Check(MinNewTokens >= 0, nameof(MinNewTokens), MinNewTokens, "at least 0");
        Check(Beams is >= 1 and <= 64, nameof(Beams), Beams, "from 1 to 64");
        Check(double.IsFinite(LengthPenalty), nameof(LengthPenalty), LengthPenalty, "a finite number");
        Check(Enum.IsDefined(Stopping), nameof(Stopping), Stopping, $"one of {string.Join(", ", Enum.GetNames<BeamStopping>())}");
        Check(RepetitionPenalty > 0 && double.IsFinite(RepetitionPenalty), nameof(RepetitionPenalty), RepetitionPenalty, "a finite number above 0");
        Check(NoRepeatNgramSize >= 0, nameof(NoRepeatNgramSize), NoRepeatNgramSize, "at least 0");
    }

    /// <summary>The length at which generation stops, prompt included.</summary>
    internal int StopLength(int promptLength) => MaxNewTokens is { } count ? promptLength + count : MaxLength;

    private static void Check(bool isValid, string name, object? value, string expected)
    {
        if (!isValid)
        {
            throw new ArgumentException($"{name} is {value}; expected is {expected}.");
        }
    }
}
