using Sdvp.Core.Programs.Viper.Runtime;
using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Library;

/// <summary>The functions of <c>math</c> on integers.</summary>
internal static class MathIntegers
{
    public static IEnumerable<PyNative> Functions() =>
    [
        new("comb", "n, k, /", (m, a) => Comb(m, NotNegative(a[0], "n"), NotNegative(a[1], "k"))),
        new("factorial", "x, /", (_, a) => Factorial(Numbers.Index(a[0]))),
        new("gcd", "*args", (_, a) => PyInteger.Of(((PyTuple)a[0]).Items.Aggregate(0L, (g, i) => Gcd(g, Numbers.Index(i))))),
        new("isqrt", "n, /", (_, a) => Isqrt(Numbers.Index(a[0]))),
        new("lcm", "*args", (_, a) => PyInteger.Of(((PyTuple)a[0]).Items.Aggregate(1L, (l, i) => Lcm(l, Numbers.Index(i))))),
        new("perm", "n, k=, /", (m, a) => Perm(m, NotNegative(a[0], "n"), Arguments.IsGiven(a[1]) ? NotNegative(a[1], "k") : null)),
        new("prod", "iterable, /, *, start=", async (m, a) =>
        {
            var product = a[1] ?? PyInteger.Of(1);
            var iterator = Iteration.Of(a[0]);
            while (await iterator.NextAsync(m) is { } item)
            {
                product = Operators.Apply(m, BinaryOperator.Multiply, product, item);
            }

            return product;
        }),
    ];

    private static long NotNegative(PyObject value, string name)
    {
        var number = Numbers.Index(value);
        return number >= 0 ? number : throw PyError.ValueOf($"{name} must be a non-negative integer");
    }

    private static PyInteger Factorial(long number)
    {
        if (number < 0)
        {
            throw PyError.ValueOf("factorial() not defined for negative values");
        }

        if (number > 20)
        {
            throw Numbers.IntegerOverflow();
        }

        long product = 1;
        for (var i = 2L; i <= number; i++)
        {
            product *= i;
        }

        return PyInteger.Of(product);
    }

    private static PyInteger Comb(Machine machine, long n, long k)
    {
        if (k > n)
        {
            return PyInteger.Of(0);
        }

        Int128 result = 1;
        k = Math.Min(k, n - k);
        for (var i = 1L; i <= k; i++)
        {
            machine.Step();
            result = result * (n - k + i) / i;
            if (result > long.MaxValue)
            {
                throw Numbers.IntegerOverflow();
            }
        }

        return PyInteger.Of((long)result);
    }

    private static PyInteger Perm(Machine machine, long n, long? k)
    {
        if (k is null)
        {
            return Factorial(n);
        }

        Int128 result = k > n ? 0 : 1;
        for (var i = 0L; i < k && result != 0; i++)
        {
            machine.Step();
            result *= n - i;
            if (result > long.MaxValue)
            {
                throw Numbers.IntegerOverflow();
            }
        }

        return PyInteger.Of((long)result);
    }

    private static long Gcd(long a, long b)
    {
        var (x, y) = (Int128.Abs(a), Int128.Abs(b));
        while (y != 0)
        {
            (x, y) = (y, x % y);
        }

        return x <= long.MaxValue ? (long)x : throw Numbers.IntegerOverflow();
    }

    private static long Lcm(long a, long b)
    {
        if (a == 0 || b == 0)
        {
            return 0;
        }

        var multiple = Int128.Abs((Int128)a / Gcd(a, b) * b);
        return multiple <= long.MaxValue ? (long)multiple : throw Numbers.IntegerOverflow();
    }

    private static PyInteger Isqrt(long number)
    {
        if (number < 0)
        {
            throw PyError.ValueOf("isqrt() argument must be nonnegative");
        }

        var root = (long)Math.Sqrt(number);
        while ((Int128)root * root > number)
        {
            root--;
        }

        while ((Int128)(root + 1) * (root + 1) <= number)
        {
            root++;
        }

        return PyInteger.Of(root);
    }
}
