using System.Collections.Immutable;

namespace Sdvp.Distillation.Evaluation;

/// <summary>
/// Counts the entries of data files that could not be used, so that reading goes on and nothing is lost silently: give <see cref="Add"/> as
/// <see cref="DatasetReadOptions.OnError"/>. Thread-safe.
/// </summary>
/// <param name="keep">Errors kept whole, the first ones. Default: 20.</param>
public sealed class DatasetFailures(int keep = 20)
{
    private readonly Lock _lock = new();
    private readonly List<InvalidDatasetException> _first = [];
    private readonly SortedDictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <summary>Entries that could not be used.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _counts.Values.Sum();
            }
        }
    }

    /// <summary>Number of entries by file and field, such as <c>val_questions.json: imageId</c>. Numbers in fields, such as those of steps, are left out.</summary>
    public ImmutableSortedDictionary<string, int> Counts
    {
        get
        {
            lock (_lock)
            {
                return _counts.ToImmutableSortedDictionary(StringComparer.Ordinal);
            }
        }
    }

    /// <summary>The first errors.</summary>
    public ImmutableArray<InvalidDatasetException> First
    {
        get
        {
            lock (_lock)
            {
                return [.. _first];
            }
        }
    }

    /// <summary>Counts an error.</summary>
    /// <param name="error">The error.</param>
    public void Add(InvalidDatasetException error)
    {
        ArgumentNullException.ThrowIfNull(error);
        var field = string.IsNullOrEmpty(error.Field) ? "entry" : string.Concat(error.Field.Where(c => !char.IsAsciiDigit(c)));
        var key = $"{Path.GetFileName(error.File)}: {field}";
        lock (_lock)
        {
            _counts[key] = _counts.GetValueOrDefault(key) + 1;
            if (_first.Count < keep)
            {
                _first.Add(error);
            }
        }
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join("; ", Counts.Select(c => $"{c.Key} × {c.Value}"));
}
