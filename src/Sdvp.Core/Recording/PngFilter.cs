namespace Sdvp.Core.Recording;

/// <summary>The line filters of PNG, in place, for three bytes a pixel.</summary>
internal static class PngFilter
{
    public const byte None = 0;
    public const byte Sub = 1;
    public const byte Up = 2;
    public const byte Average = 3;
    public const byte Paeth = 4;

    /// <summary>Filters a line.</summary>
    /// <param name="filter"><see cref="None"/>, <see cref="Sub"/> or <see cref="Up"/>.</param>
    /// <param name="line">The line's bytes.</param>
    /// <param name="above">The bytes of the line above; zeros for the first.</param>
    /// <param name="filtered">Takes the filtered bytes.</param>
    /// <returns>How large the filtered bytes are together; the least compresses best, as a rule.</returns>
    public static long Apply(byte filter, ReadOnlySpan<byte> line, ReadOnlySpan<byte> above, Span<byte> filtered)
    {
        var sum = 0L;
        for (var i = 0; i < line.Length; i++)
        {
            var prediction = filter switch
            {
                Sub => i < PngFormat.Channels ? 0 : line[i - PngFormat.Channels],
                Up => above[i],
                _ => 0,
            };
            filtered[i] = (byte)(line[i] - prediction);
            sum += Math.Abs((int)(sbyte)filtered[i]);
        }

        return sum;
    }

    /// <summary>Undoes a filter in place.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="line">The filtered bytes; then the line's.</param>
    /// <param name="above">The bytes of the line above; zeros for the first.</param>
    /// <returns>False where the filter is unknown.</returns>
    public static bool TryUndo(byte filter, Span<byte> line, ReadOnlySpan<byte> above)
    {
        if (filter > Paeth)
        {
            return false;
        }

        for (var i = 0; i < line.Length; i++)
        {
            int left = i < PngFormat.Channels ? 0 : line[i - PngFormat.Channels];
            int aboveLeft = i < PngFormat.Channels ? 0 : above[i - PngFormat.Channels];
            var prediction = filter switch
            {
                Sub => left,
                Up => above[i],
                Average => (left + above[i]) / 2,
                Paeth => Predict(left, above[i], aboveLeft),
                _ => 0,
            };
            line[i] = (byte)(line[i] + prediction);
        }

        return true;
    }

    private static int Predict(int left, int above, int aboveLeft)
    {
        var distanceToLeft = Math.Abs(above - aboveLeft);
        var distanceToAbove = Math.Abs(left - aboveLeft);
        var distanceToAboveLeft = Math.Abs(left + above - (2 * aboveLeft));
        if (distanceToLeft <= distanceToAbove && distanceToLeft <= distanceToAboveLeft)
        {
            return left;
        }

        return distanceToAbove <= distanceToAboveLeft ? above : aboveLeft;
    }
}
