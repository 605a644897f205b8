namespace Sdvp.Distillation.Evaluation.Gqa.Translation;

/// <summary>A side of an object that can be cropped.</summary>
internal enum Side
{
    Left,
    Right,
    Above,
    Below,
}

internal static class Sides
{
    public static Side? Of(string relation) => relation switch
    {
        "to the left of" => Side.Left,
        "to the right of" => Side.Right,
        "above" => Side.Above,
        "below" => Side.Below,
        _ => null,
    };

    public static Side Opposite(this Side side) => side switch
    {
        Side.Left => Side.Right,
        Side.Right => Side.Left,
        Side.Above => Side.Below,
        _ => Side.Above,
    };

    /// <summary>GQA's answer to a choice between sides.</summary>
    public static string Answer(this Side side) => side switch
    {
        Side.Left => "left",
        Side.Right => "right",
        Side.Above => "above",
        _ => "below",
    };
}
