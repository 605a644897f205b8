using System.Collections.Immutable;

namespace Sdvp.Distillation.Continual;

/// <summary>
/// Accuracies of tasks learned in sequence: <c>R[i, j]</c> is the accuracy on task <c>j</c> after training on task <c>i</c>, both from 0. Its
/// measures stand in <c>Sdvp.Distillation.Continual.Metrics</c>, each under the name of those who defined it, for they differ. Immutable.
/// </summary>
public sealed class TaskMatrix
{
    private readonly ImmutableArray<ImmutableArray<double>> _rows;

    /// <summary>Initialises a matrix.</summary>
    /// <param name="rows">
    /// One row for each trained task. Row <c>i</c> holds the accuracies on all tasks, or at least on the tasks 0 to <c>i</c>, where later ones were not measured.
    /// </param>
    /// <param name="names">Names of the tasks, in order. Default: <c>task 0</c>, <c>task 1</c>, …</param>
    /// <exception cref="ArgumentException">There is no row, a row is too short or too long, or a value is not finite.</exception>
    public TaskMatrix(IEnumerable<IReadOnlyList<double>> rows, IEnumerable<string>? names = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        _rows = [.. rows.Select(row => row.ToImmutableArray())];
        Names = names is null ? [.. Enumerable.Range(0, _rows.Length).Select(i => $"task {i}")] : [.. names];
        if (_rows.IsEmpty || Names.Length != _rows.Length)
        {
            throw new ArgumentException($"There are {_rows.Length} rows and {Names.Length} names; expected is at least one row, and a name for each.", nameof(rows));
        }

        for (var i = 0; i < _rows.Length; i++)
        {
            if (_rows[i].Length <= i || _rows[i].Length > _rows.Length)
            {
                throw new ArgumentException($"Row {i} has {_rows[i].Length} values; expected are {i + 1} to {_rows.Length}.", nameof(rows));
            }

            if (_rows[i].Any(value => !double.IsFinite(value)))
            {
                throw new ArgumentException($"Row {i} is {string.Join(", ", _rows[i])}; expected are finite numbers.", nameof(rows));
            }
        }
    }

    /// <summary>Number of tasks.</summary>
    public int Tasks => _rows.Length;

    /// <summary>Names of the tasks, in order.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>The accuracy on a task after training on another.</summary>
    /// <param name="trained">The task trained last, from 0.</param>
    /// <param name="task">The task that is measured, from 0.</param>
    /// <exception cref="InvalidOperationException">That task was not measured then.</exception>
    public double this[int trained, int task] => IsMeasured(trained, task)
        ? _rows[trained][task]
        : throw new InvalidOperationException($"The accuracy on {Names[task]} was not measured after training on {Names[trained]}; measure later tasks too where this is needed.");

    /// <summary>Whether a task was measured after training on another.</summary>
    /// <param name="trained">The task trained last, from 0.</param>
    /// <param name="task">The task that is measured, from 0.</param>
    /// <returns>False where the row ends before that task.</returns>
    public bool IsMeasured(int trained, int task)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(task);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(task, Tasks);
        return task < _rows[trained].Length;
    }

    /// <summary>The same matrix without what was measured on tasks that were not trained yet.</summary>
    /// <returns>A matrix whose row <c>i</c> has <c>i + 1</c> values.</returns>
    public TaskMatrix SeenTasksOnly() => new(_rows.Select(IReadOnlyList<double> (row, i) => row[..(i + 1)]), Names);
}
