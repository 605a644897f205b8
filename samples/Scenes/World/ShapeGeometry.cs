namespace Sdvp.Samples.Scenes.World;

/// <summary>Which points of the square from -1 to 1 belong to a shape.</summary>
internal static class ShapeGeometry
{
    public static bool Contains(string shape, double x, double y) => shape switch
    {
        "circle" => (x * x) + (y * y) < 0.95,
        "square" => Math.Max(Math.Abs(x), Math.Abs(y)) < 0.84,
        "triangle" => y < 0.8 && y > -0.95 && Math.Abs(x) < (y + 0.95) * 0.56,
        "diamond" => Math.Abs(x) + Math.Abs(y) < 1.0,
        "cross" => Math.Max(Math.Abs(x), Math.Abs(y)) < 0.98 && Math.Min(Math.Abs(x), Math.Abs(y)) < 0.34,
        "star" => InStar(x, y),
        "ring" => (x * x) + (y * y) is < 0.97 and > 0.27,
        "moon" => (x * x) + (y * y) < 0.97 && ((x - 0.52) * (x - 0.52)) + (y * y) > 0.55,
        _ => throw new ArgumentException($"'{shape}' is no shape of this world; expected is one of {string.Join(", ", SceneVocabulary.Shapes)}.", nameof(shape)),
    };

    private static bool InStar(double x, double y)
    {
        const double Fifth = 2 * Math.PI / 5;
        var angle = Math.Atan2(x, -y);
        var offset = Math.Abs(angle - (Math.Round(angle / Fifth) * Fifth)) / (Fifth / 2);
        var radius = Math.Sqrt((x * x) + (y * y));
        return radius < 1.0 - (0.58 * Math.Min(1.0, offset * 1.15));
    }
}
