namespace Sdvp.Distillation.Losses;

/// <summary>
/// The cheapest one-to-one assignment, exact, by shortest augmenting paths (Kuhn 1955; Jonker and Volgenant 1987): O(rows² · columns). A pure function.
/// </summary>
public static class HungarianAssignment
{
    /// <summary>Assigns every row to a column of its own.</summary>
    /// <param name="costs">Finite costs, <c>rows × columns</c>; at least as many columns as rows.</param>
    /// <returns>The column of each row. Of several cheapest assignments always the same one.</returns>
    /// <exception cref="ArgumentException">There are more rows than columns, or a cost is not finite.</exception>
    public static int[] Solve(double[,] costs)
    {
        ArgumentNullException.ThrowIfNull(costs);
        var rows = costs.GetLength(0);
        var columns = costs.GetLength(1);
        if (rows > columns)
        {
            throw new ArgumentException($"{rows} rows cannot each have one of {columns} columns; turn the matrix.", nameof(costs));
        }

        foreach (var cost in costs)
        {
            if (!double.IsFinite(cost))
            {
                throw new ArgumentException($"A cost is {cost}; expected are finite numbers.", nameof(costs));
            }
        }

        var search = new Search(costs, rows, columns);
        for (var row = 0; row < rows; row++)
        {
            search.Add(row);
        }

        return search.Assignment();
    }

    /// <summary>An assignment of the first rows, with prices that prove it the cheapest: no cost is below the sum of its row's and its column's price.</summary>
    private sealed class Search(double[,] costs, int rows, int columns)
    {
        private const int None = -1;

        private readonly double[] _rowPrices = new double[rows];
        private readonly double[] _columnPrices = new double[columns];
        private readonly int[] _rowOf = [.. Enumerable.Repeat(None, columns)];

        public int[] Assignment()
        {
            var assignment = new int[rows];
            for (var column = 0; column < columns; column++)
            {
                if (_rowOf[column] != None)
                {
                    assignment[_rowOf[column]] = column;
                }
            }

            return assignment;
        }

        /// <summary>Finds the cheapest path from a new row to a free column over rows that change their columns, and goes it.</summary>
        public void Add(int row)
        {
            var distances = new double[columns];
            Array.Fill(distances, double.PositiveInfinity);
            var cameFrom = new int[columns];
            var visited = new bool[columns];
            var reached = new List<(int Row, double Distance)> { (row, 0) };
            var (current, length, last) = (row, 0.0, None);
            while (true)
            {
                var next = None;
                for (var column = 0; column < columns; column++)
                {
                    if (visited[column])
                    {
                        continue;
                    }

                    var distance = length + costs[current, column] - _rowPrices[current] - _columnPrices[column];
                    if (distance < distances[column])
                    {
                        distances[column] = distance;
                        cameFrom[column] = last;
                    }

                    if (next == None || distances[column] < distances[next])
                    {
                        next = column;
                    }
                }

                visited[next] = true;
                length = distances[next];
                last = next;
                if (_rowOf[next] == None)
                {
                    break;
                }

                current = _rowOf[next];
                reached.Add((current, length));
            }

            foreach (var (changed, distance) in reached)
            {
                _rowPrices[changed] += length - distance;
            }

            for (var column = 0; column < columns; column++)
            {
                if (visited[column])
                {
                    _columnPrices[column] += distances[column] - length;
                }
            }

            for (var column = last; column != None; column = cameFrom[column])
            {
                _rowOf[column] = cameFrom[column] == None ? row : _rowOf[cameFrom[column]];
            }
        }
    }
}
