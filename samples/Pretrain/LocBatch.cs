using Sdvp.Core.Values;
using Sdvp.Modules.Torch;
using Sdvp.Samples.Scenes.Questions;
using Sdvp.Samples.Scenes.World;

namespace Sdvp.Samples.Pretrain;

/// <summary>Inputs of a locating network, and for each place of its grid whether it is asked for, whether an object's centre lies there, and that object's box.</summary>
internal sealed record LocBatch(StudentInput[] Inputs, float[] Found, float[] HasBox, float[] Boxes, long[] Graphs)
{
    public static LocBatch Create(IReadOnlyList<(StudentInput Input, Scene Scene, PixelBox Region, ObjectQuery Query)> rows, int grid, long[] graphs)
    {
        var places = grid * grid;
        var batch = new LocBatch([.. rows.Select(r => r.Input)], new float[rows.Count * places], new float[rows.Count * places], new float[rows.Count * places * 4], graphs);
        for (var row = 0; row < rows.Count; row++)
        {
            var (_, scene, region, query) = rows[row];
            foreach (var item in scene.VisibleIn(region))
            {
                var at = (row * places) + PlaceOf(item, region, grid);
                batch.HasBox[at] = 1;
                batch.Found[at] = query.Matches(item) ? 1 : Math.Max(0, batch.Found[at]);
                batch.Boxes[4 * at] = (float)(item.Box.Left - region.Left) / region.Width;
                batch.Boxes[(4 * at) + 1] = (float)(item.Box.Top - region.Top) / region.Height;
                batch.Boxes[(4 * at) + 2] = (float)(item.Box.Right - region.Left) / region.Width;
                batch.Boxes[(4 * at) + 3] = (float)(item.Box.Bottom - region.Top) / region.Height;
            }
        }

        return batch;
    }

    /// <summary>The place of an object's centre in the square that the region is scaled into; regions are scaled like whole scenes.</summary>
    public static int PlaceOf(SceneObject item, PixelBox region, int grid)
    {
        const double Whole = Scene.Extent;
        var x = ((1 - (region.Width / Whole)) / 2) + ((item.Box.Left + item.Box.Right - (2.0 * region.Left)) / 2 / Whole);
        var y = ((1 - (region.Height / Whole)) / 2) + ((item.Box.Top + item.Box.Bottom - (2.0 * region.Top)) / 2 / Whole);
        return (Math.Clamp((int)(y * grid), 0, grid - 1) * grid) + Math.Clamp((int)(x * grid), 0, grid - 1);
    }
}
