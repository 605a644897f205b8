namespace Sdvp.Core.Programs;

/// <summary>Finds the name that was probably meant.</summary>
internal static class NearestName
{
    private const int MaximumLength = 32;

    /// <summary>The candidate with the smallest edit distance, ignoring case; the first by ordinal among equals; null where none is near.</summary>
    public static string? Find(string name, IEnumerable<string> candidates)
    {
        if (name.Length > MaximumLength)
        {
            return null;
        }

        var allowed = Math.Max(1, name.Length / 3);
        return candidates
            .Select(c => (Name: c, Distance: Distance(name, c, allowed)))
            .Where(c => c.Distance <= allowed)
            .OrderBy(c => c.Distance)
            .ThenBy(c => c.Name, StringComparer.Ordinal)
            .FirstOrDefault().Name;
    }

    // Where a name goes on behind a known one after an underscore, as in CROP_NOT, or the other way round, it was built from it.
    private static int Distance(string name, string candidate, int allowed)
    {
        var isBuiltFrom = name.StartsWith(candidate + "_", StringComparison.OrdinalIgnoreCase)
            || candidate.StartsWith(name + "_", StringComparison.OrdinalIgnoreCase);
        var edits = Math.Abs(candidate.Length - name.Length) > allowed ? int.MaxValue : Edits(name.ToUpperInvariant(), candidate.ToUpperInvariant());
        return isBuiltFrom ? Math.Min(1, edits) : edits;
    }

    private static int Edits(string a, string b)
    {
        Span<int> row = stackalloc int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
        {
            row[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[b.Length];
    }
}
