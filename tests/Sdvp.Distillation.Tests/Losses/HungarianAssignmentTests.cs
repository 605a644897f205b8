using CsCheck;
using Sdvp.Distillation.Losses;

namespace Sdvp.Distillation.Tests.Losses;

public sealed class HungarianAssignmentTests
{
    [Fact]
    public void Solve_AnyCosts_IsAsCheapAsTheBestOfAllAssignments() =>
        Gen.Select(Gen.Int[0, 5], Gen.Int[0, 2], Gen.Double[-10, 10].Array[35]).Sample((rows, more, numbers) => Check(rows, rows + more, numbers));

    [Fact]
    public void Solve_CostsWithManyTies_IsAsCheapAsTheBestOfAllAssignments() =>
        Gen.Select(Gen.Int[0, 5], Gen.Int[0, 2], Gen.Int[0, 2].Select(n => (double)n).Array[35]).Sample((rows, more, numbers) => Check(rows, rows + more, numbers));

    [Fact]
    public void Solve_ManyRows_FindsTheHiddenPermutation() => Gen.Shuffle(Enumerable.Range(0, 60).ToArray()).Sample(
        hidden =>
        {
            var costs = new double[60, 60];
            for (var row = 0; row < 60; row++)
            {
                for (var column = 0; column < 60; column++)
                {
                    costs[row, column] = hidden[row] == column ? -1 : (row * 7 + column * 13) % 11;
                }
            }

            Assert.Equal(hidden, HungarianAssignment.Solve(costs));
        },
        iter: 20);

    [Fact]
    public void Solve_MoreRowsThanColumns_Throws() =>
        Assert.Contains("3 rows", Assert.Throws<ArgumentException>(() => HungarianAssignment.Solve(new double[3, 2])).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Solve_CostThatIsNotFinite_Throws(double cost) => Assert.Throws<ArgumentException>(() => HungarianAssignment.Solve(new[,] { { 1, cost } }));

    private static void Check(int rows, int columns, double[] numbers)
    {
        var costs = new double[rows, columns];
        for (var i = 0; i < rows * columns; i++)
        {
            costs[i / columns, i % columns] = numbers[i];
        }

        var found = HungarianAssignment.Solve(costs);

        Assert.Equal(rows, found.Distinct().Count());
        Assert.Equal(Cheapest(costs, 0, []), found.Select((column, row) => costs[row, column]).Sum(), 1e-9);
    }

    private static double Cheapest(double[,] costs, int row, HashSet<int> taken) => row == costs.GetLength(0)
        ? 0
        : Enumerable.Range(0, costs.GetLength(1)).Where(c => !taken.Contains(c)).Min(c => costs[row, c] + Cheapest(costs, row + 1, [.. taken, c]));
}
