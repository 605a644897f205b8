using System.Collections.Immutable;
using Sdvp.Core.Values;

namespace Sdvp.Samples.Scenes.World;

/// <summary>Renders scenes. The same scene gives the same pixels.</summary>
public static class SceneRenderer
{
    private const int Extent = Scene.Extent;

    private static readonly ImmutableArray<(int R, int G, int B)> Palette =
        [(208, 42, 44), (44, 158, 62), (48, 78, 206), (228, 208, 52), (134, 58, 166), (234, 128, 38), (62, 190, 208), (240, 142, 182)];

    /// <summary>Renders a scene.</summary>
    /// <param name="scene">The scene.</param>
    /// <returns>An image of <see cref="Scene.Extent"/> × <see cref="Scene.Extent"/> pixels.</returns>
    public static ImageBuffer Render(Scene scene)
    {
        ArgumentNullException.ThrowIfNull(scene);
        var random = new SceneRandom(scene.RenderSeed);
        var canvas = new float[Extent * Extent * 3];
        PaintBackground(canvas, scene.Domain.Background, random);
        foreach (var item in scene.Objects)
        {
            PaintObject(canvas, item, scene.Domain, random);
        }

        return Develop(canvas, scene.Domain, random);
    }

    private static void PaintBackground(float[] canvas, Background background, SceneRandom random)
    {
        switch (background)
        {
            case Background.PlainOrGraded:
                PaintGradient(canvas, DullColor(random, 40, 225), DullColor(random, 40, 225), random.NextBool(), random.NextBool());
                break;
            case Background.Mosaic:
                PaintTiles(canvas, random);
                break;
            case Background.Checkerboard:
                PaintCheckerboard(canvas, random);
                break;
            case Background.Bands:
                PaintBands(canvas, random);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(background), background, "There is no such background.");
        }
    }

    private static (double R, double G, double B) DullColor(SceneRandom random, double low, double high)
    {
        var level = random.NextDouble(low, high);
        return (level + random.NextDouble(-14, 14), level + random.NextDouble(-14, 14), level + random.NextDouble(-14, 14));
    }

    private static void PaintGradient(float[] canvas, (double R, double G, double B) from, (double R, double G, double B) to, bool isGraded, bool isVertical)
    {
        for (var y = 0; y < Extent; y++)
        {
            for (var x = 0; x < Extent; x++)
            {
                var t = isGraded ? (isVertical ? y : x) / (double)(Extent - 1) : 0;
                Set(canvas, x, y, from.R + (t * (to.R - from.R)), from.G + (t * (to.G - from.G)), from.B + (t * (to.B - from.B)));
            }
        }
    }

    private static void PaintTiles(float[] canvas, SceneRandom random)
    {
        const int Tile = 6;
        var colors = new (double R, double G, double B)[(Extent / Tile) * (Extent / Tile)];
        var (r0, g0, b0) = DullColor(random, 80, 170);
        for (var i = 0; i < colors.Length; i++)
        {
            colors[i] = (r0 + random.NextDouble(-28, 28), g0 + random.NextDouble(-28, 28), b0 + random.NextDouble(-28, 28));
        }

        for (var y = 0; y < Extent; y++)
        {
            for (var x = 0; x < Extent; x++)
            {
                var (r, g, b) = colors[((y / Tile) * (Extent / Tile)) + (x / Tile)];
                Set(canvas, x, y, r, g, b);
            }
        }
    }

    private static void PaintCheckerboard(float[] canvas, SceneRandom random)
    {
        var tile = 7 + random.NextInt(6);
        var bright = DullColor(random, 150, 215);
        var dark = DullColor(random, 60, 130);
        for (var y = 0; y < Extent; y++)
        {
            for (var x = 0; x < Extent; x++)
            {
                var (r, g, b) = ((x / tile) + (y / tile)) % 2 == 0 ? bright : dark;
                Set(canvas, x, y, r, g, b);
            }
        }
    }

    private static void PaintBands(float[] canvas, SceneRandom random)
    {
        var period = random.NextDouble(5, 12);
        var phase = random.NextDouble(0, 6.28);
        var (r, g, b) = DullColor(random, 50, 100);
        for (var y = 0; y < Extent; y++)
        {
            var light = 1 + (0.45 * Math.Sin((y / period * 2 * Math.PI) + phase));
            for (var x = 0; x < Extent; x++)
            {
                Set(canvas, x, y, r * light, g * light, b * light);
            }
        }
    }

    private static void PaintObject(float[] canvas, SceneObject item, SceneDomain domain, SceneRandom random)
    {
        var (r, g, b) = Palette[SceneVocabulary.Colors.IndexOf(item.Color)];
        var color = (R: r + Jitter(), G: g + Jitter(), B: b + Jitter());
        var angle = random.NextDouble(-domain.Rotation, domain.Rotation) * Math.PI / 180;
        var (sin, cos) = Math.SinCos(angle);
        var centerX = (item.Box.Left + item.Box.Right) / 2.0;
        var centerY = (item.Box.Top + item.Box.Bottom) / 2.0;
        var radius = item.Box.Width / 2.0;
        for (var y = Math.Max(0, item.Box.Top - 2); y < Math.Min(Extent, item.Box.Bottom + 2); y++)
        {
            for (var x = Math.Max(0, item.Box.Left - 2); x < Math.Min(Extent, item.Box.Right + 2); x++)
            {
                PaintPixel(x, y);
            }
        }

        double Jitter() => random.NextDouble(-domain.ColorJitter, domain.ColorJitter);

        // Four samples a pixel give soft edges.
        void PaintPixel(int x, int y)
        {
            var cover = 0.0;
            var light = 0.0;
            for (var sample = 0; sample < 4; sample++)
            {
                var dx = (x + 0.25 + (0.5 * (sample % 2)) - centerX) / radius;
                var dy = (y + 0.25 + (0.5 * (sample / 2)) - centerY) / radius;
                var u = (cos * dx) + (sin * dy);
                var v = (cos * dy) - (sin * dx);
                if (ShapeGeometry.Contains(item.Shape, u, v))
                {
                    cover += 0.25;
                    var isDark = item.Pattern == "striped" && ((int)Math.Floor((u + v + 4) * radius / 4.2) & 1) == 0;
                    light += isDark ? 0.25 * 0.38 : 0.25;
                }
            }

            if (cover > 0)
            {
                Blend(canvas, x, y, color, cover * domain.Opacity, light / cover);
            }
        }
    }

    private static void Blend(float[] canvas, int x, int y, (double R, double G, double B) color, double cover, double light)
    {
        var at = ((y * Extent) + x) * 3;
        canvas[at] = (float)((canvas[at] * (1 - cover)) + (color.R * light * cover));
        canvas[at + 1] = (float)((canvas[at + 1] * (1 - cover)) + (color.G * light * cover));
        canvas[at + 2] = (float)((canvas[at + 2] * (1 - cover)) + (color.B * light * cover));
    }

    private static void Set(float[] canvas, int x, int y, double r, double g, double b)
    {
        var at = ((y * Extent) + x) * 3;
        canvas[at] = (float)r;
        canvas[at + 1] = (float)g;
        canvas[at + 2] = (float)b;
    }

    private static ImageBuffer Develop(float[] canvas, SceneDomain domain, SceneRandom random)
    {
        var pixels = new byte[canvas.Length];
        var tint = new[] { domain.Tint.Red, domain.Tint.Green, domain.Tint.Blue };
        for (var i = 0; i < pixels.Length; i++)
        {
            var level = (((canvas[i] - 128) * domain.Contrast) + 128) * tint[i % 3];
            pixels[i] = (byte)Math.Clamp(Math.Round(level + (domain.Noise * random.NextGaussian())), 0, 255);
        }

        return ImageBuffer.FromRgb(Extent, Extent, pixels);
    }
}
