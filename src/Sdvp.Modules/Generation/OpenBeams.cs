namespace Sdvp.Modules.Generation;

/// <summary>The beams that go on, the same number for each input.</summary>
internal sealed class OpenBeams(int count)
{
    public int Count => count;

    public List<long>[] Tokens { get; } = new List<long>[count];

    public List<float>[] LogProbabilities { get; } = new List<float>[count];

    public float[] Sums { get; } = new float[count];

    /// <summary>For each beam the beam of the last step that it continues.</summary>
    public long[] Origins { get; } = new long[count];

    public long[] LastTokens => [.. Tokens.Select(t => t[^1])];

    public static OpenBeams Create(IReadOnlyList<long[]> prompts, int beams)
    {
        var result = new OpenBeams(prompts.Count * beams);
        for (var row = 0; row < result.Count; row++)
        {
            result.Tokens[row] = [.. prompts[row / beams]];
            result.LogProbabilities[row] = [];

            // All beams of an input are the same at first; only one of them may go on.
            result.Sums[row] = row % beams == 0 ? 0 : -1e9f;
        }

        return result;
    }

    public void Continue(int row, OpenBeams from, BeamCandidate candidate)
    {
        Tokens[row] = [.. from.Tokens[candidate.Row], candidate.Token];
        LogProbabilities[row] = [.. from.LogProbabilities[candidate.Row], candidate.LogProbability];
        Sums[row] = candidate.Sum;
        Origins[row] = candidate.Row;
    }

    /// <summary>Keeps the beams of a finished input in step with the others.</summary>
    public void Pad(OpenBeams from, int firstRow, int beams, long padding)
    {
        for (var row = firstRow; row < firstRow + beams; row++)
        {
            Continue(row, from, new BeamCandidate(row, padding, 0, 0));
        }
    }
}
