namespace Sdvp.Samples.Viper.World;

/// <summary>A world as its file has it.</summary>
internal sealed record PaperWorldData
{
    public int Width { get; init; } = 300;

    public int Height { get; init; } = 200;

    public int Frames { get; init; } = 6;

    /// <summary>How many things of a name there are.</summary>
    public Dictionary<string, int> Counts { get; init; } = [];

    /// <summary>How many there are of every other name; null for the rest of its length by 3.</summary>
    public int? OtherCount { get; init; }

    public Dictionary<string, string> Answers { get; init; } = [];

    /// <summary>Answers that go by the left side of the image.</summary>
    public Dictionary<string, string[]> AnswersByLeft { get; init; } = [];

    /// <summary>Answers that go by the number of the frame.</summary>
    public Dictionary<string, string[]> AnswersByFrame { get; init; } = [];

    public string OtherAnswer { get; init; } = "unknown";

    public string Reply { get; init; } = "";

    public string[] PossibleAnswers { get; init; } = [];

    public string Query { get; init; } = "";
}
