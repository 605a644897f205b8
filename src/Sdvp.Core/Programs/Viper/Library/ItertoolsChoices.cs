namespace Sdvp.Core.Programs.Viper.Library;

/// <summary>Choices of places, in the order of Python's itertools.</summary>
internal static class ItertoolsChoices
{
    public static IEnumerable<int[]> Combinations(int count, int size)
    {
        var places = Enumerable.Range(0, size).ToArray();
        if (size > count)
        {
            yield break;
        }

        while (true)
        {
            yield return places;
            var i = size - 1;
            while (i >= 0 && places[i] == i + count - size)
            {
                i--;
            }

            if (i < 0)
            {
                yield break;
            }

            places[i]++;
            for (var j = i + 1; j < size; j++)
            {
                places[j] = places[j - 1] + 1;
            }
        }
    }

    public static IEnumerable<int[]> WithReplacement(int count, int size)
    {
        var places = new int[size];
        if (count == 0 && size > 0)
        {
            yield break;
        }

        while (true)
        {
            yield return places;
            var i = size - 1;
            while (i >= 0 && places[i] == count - 1)
            {
                i--;
            }

            if (i < 0)
            {
                yield break;
            }

            Array.Fill(places, places[i] + 1, i, size - i);
        }
    }

    public static IEnumerable<int[]> Permutations(int count, int size)
    {
        if (size > count)
        {
            yield break;
        }

        var places = Enumerable.Range(0, count).ToArray();
        var cycles = Enumerable.Range(0, size).Select(i => count - i).ToArray();
        yield return places[..size];
        while (true)
        {
            var i = size - 1;
            for (; i >= 0; i--)
            {
                if (--cycles[i] > 0)
                {
                    (places[i], places[^cycles[i]]) = (places[^cycles[i]], places[i]);
                    yield return places[..size];
                    break;
                }

                var first = places[i];
                Array.Copy(places, i + 1, places, i, count - i - 1);
                places[^1] = first;
                cycles[i] = count - i;
            }

            if (i < 0)
            {
                yield break;
            }
        }
    }

    public static IEnumerable<int[]> Product(int[] counts)
    {
        if (counts.Contains(0))
        {
            yield break;
        }

        var places = new int[counts.Length];
        while (true)
        {
            yield return places;
            var i = counts.Length - 1;
            while (i >= 0 && ++places[i] == counts[i])
            {
                places[i--] = 0;
            }

            if (i < 0)
            {
                yield break;
            }
        }
    }
}
