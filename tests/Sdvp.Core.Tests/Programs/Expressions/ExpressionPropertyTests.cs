using System.Collections.Immutable;
using System.Numerics;
using CsCheck;
using Sdvp.Core.Programs.Expressions;
using Sdvp.Core.Values;

namespace Sdvp.Core.Tests.Programs.Expressions;

public sealed class ExpressionPropertyTests
{
    private static readonly ImmutableDictionary<string, ProgramValue> Variables = ImmutableDictionary<string, ProgramValue>.Empty
        .Add("A", new TextValue("yes")).Add("B", new TextValue("7")).Add("C", new TextValue("dog's")).Add("D", new ListValue([new TextValue("x")]));

    // A tree of integers with its text, fully bracketed, and its value by another way: big integers and fractions; null where it has none.
    private static readonly Gen<(string Text, BigInteger? Value)> Arithmetic = Gen.Recursive<(string Text, BigInteger? Value)>((depth, inner) =>
    {
        var leaf = Gen.Int[0, 9].Select(i => (Text: $"{i}", Value: (BigInteger?)i));
        var binary = Gen.Select(inner, Gen.OneOfConst("+", "-", "*", "//", "%"), inner, (l, op, r) => ($"({l.Text} {op} {r.Text})", Compute(op, l.Value, r.Value)));
        var negative = inner.Select(i => ($"(-{i.Text})", -i.Value));
        return depth >= 4 ? leaf : Gen.Frequency((2, leaf), (1, negative), (5, binary));
    });

    private static readonly Gen<string> Texts = Gen.String[Gen.OneOf(Gen.Char['a', 'c'], Gen.OneOfConst('\'', '"', '\\', '{', '}', '\n', '\t', ' ', 'é', '’')), 0, 6];

    private static readonly Gen<string> AnyExpression = Gen.Recursive<string>((depth, inner) =>
    {
        var leaf = Gen.OneOf(
            Gen.Int[0, 99].Select(i => $"{i}"),
            Gen.OneOfConst("{A}", "{B}", "{C}", "{D}", "True", "None", "'{A} x {B}'", "2.50", "''"),
            Texts.Select(t => "'" + t.Replace("\\", "\\\\").Replace("'", "\\'").Replace("\n", "\\n").Replace("{", "{{").Replace("}", "}}") + "'"));
        var binary = Gen.Select(inner, Gen.OneOfConst("+", "-", "*", "/", "//", "%", "==", "!=", "<", ">=", "in", "not in", "is", "is not", "and", "or", "xor"), inner, (l, op, r) => $"{l} {op} {r}");
        var other = Gen.OneOf(
            inner.Select(i => $"not {i}"), inner.Select(i => $"({i})"), inner.Select(i => $"-({i})"), Gen.Select(inner, inner, (a, b) => $"[{a}, {b}]"),
            Gen.Select(inner, inner, inner, (a, b, c) => $"({a} if {b} else {c})"), Gen.Select(Gen.OneOfConst("len", "str", "int", "any", "bool", "round"), inner, (f, a) => $"{f}({a})"));
        return depth >= 5 ? leaf : Gen.Frequency((2, leaf), (3, binary), (3, other));
    });

    [Fact]
    public void Evaluate_IntegerArithmetic_AgreesWithTheOracle() => Arithmetic.Sample(
        pair =>
        {
            var expression = ProgramExpression.Parse(pair.Text).Expression!;
            if (pair.Value is { } expected && BigInteger.Abs(expected) <= long.MaxValue)
            {
                Assert.Equal(new IntegerValue((long)expected), expression.Evaluate(Variables));
                Assert.Equal(new IntegerValue((long)expected), ProgramExpression.Parse(expression.ToString()).Expression!.Evaluate(Variables));
            }
            else
            {
                Assert.Throws<ExpressionException>(() => expression.Evaluate(Variables));
            }
        },
        iter: 3000);

    [Fact]
    public void Evaluate_ComparisonChain_AgreesWithTheOracle() => Gen.Select(Gen.Int[-3, 3].List[2, 5], Gen.OneOfConst("<", "<=", ">", ">=", "==", "!=").List[4, 4]).Sample(
        (numbers, operators) =>
        {
            var text = $"{numbers[0]}" + string.Concat(numbers.Skip(1).Select((n, i) => $" {operators[i]} {n}"));
            var expected = Enumerable.Range(0, numbers.Count - 1).All(i => operators[i] switch
            {
                "<" => numbers[i] < numbers[i + 1],
                "<=" => numbers[i] <= numbers[i + 1],
                ">" => numbers[i] > numbers[i + 1],
                ">=" => numbers[i] >= numbers[i + 1],
                "==" => numbers[i] == numbers[i + 1],
                _ => numbers[i] != numbers[i + 1],
            });
            Assert.Equal(new BooleanValue(expected), ProgramExpression.Parse(text).Expression!.Evaluate(Variables));
        },
        iter: 2000);

    [Fact]
    public void Evaluate_LogicWithoutBrackets_AgreesWithTheOracle() => Gen.Select(Gen.Bool.List[2, 8], Gen.OneOfConst("and", "or", "xor").List[7, 7]).Sample(
        (values, operators) =>
        {
            var text = $"{values[0]}" + string.Concat(values.Skip(1).Select((v, i) => $" {operators[i]} {v}"));
            // or of xors of ands, by splitting the text at the loosest operator first.
            var expected = text.Split(" or ").Any(o => o.Split(" xor ").Count(x => x.Split(" and ").All(a => a == "True")) % 2 == 1);
            Assert.Equal(new BooleanValue(expected), ProgramExpression.Parse(text).Expression!.Evaluate(Variables));
        },
        iter: 2000);

    [Fact]
    public void ToString_AnyExpression_ParsesToTheSame() => AnyExpression.Sample(
        text =>
        {
            var parse = ProgramExpression.Parse(text);
            if (parse.Expression is not { } expression)
            {
                Assert.NotEmpty(parse.Diagnostics);
                return;
            }

            var again = ProgramExpression.Parse(expression.ToString()).Expression!;
            Assert.Equal(expression.ToString(), again.ToString());
            Assert.Equal(Outcome(expression), Outcome(again));
        },
        iter: 5000);

    [Fact]
    public void Parse_Garbage_IsDiagnosedAndNeverThrows()
    {
        var pieces = Gen.OneOfConst(
            "{", "}", "{A}", "{{", "'", "\"", "'''", "\\", "(", ")", "[", "]", ",", "+", "-", "//", "%", "==", "<", "=", "!", "not", " in ", " is ", " and ", " xor ", " if ", " else ",
            "1", "2.", ".5", "len(", "str(", "f'", "True", "x", ".", ":", "é", "\0", "\n", "\ud800", "😀", "99999999999999999999", "__import__('os')");
        Gen.Select(pieces.Array[0, 25], Gen.String[0, 10], (p, s) => string.Concat(p) + s).Sample(
            text =>
            {
                var parse = ProgramExpression.Parse(text);
                Assert.Equal(parse.Expression is null, !parse.Diagnostics.IsEmpty);
                Assert.All(parse.Diagnostics, d => Assert.InRange(d.Span.End, d.Span.Start, text.Length));
                if (parse.Expression is { } expression)
                {
                    _ = Outcome(expression);
                }
            },
            iter: 20_000);
    }

    // Only the typed exception may come out.
    private static object Outcome(ProgramExpression expression)
    {
        try
        {
            return expression.Evaluate(Variables);
        }
        catch (ExpressionException error)
        {
            return error.Message;
        }
    }

    private static BigInteger? Compute(string op, BigInteger? left, BigInteger? right)
    {
        if (left is not { } a || right is not { } b || (b.IsZero && op is ("//" or "%")))
        {
            return null;
        }

        return op switch
        {
            "+" => a + b,
            "-" => a - b,
            "*" => a * b,
            "//" => Floor(a, b),
            _ => a - (Floor(a, b) * b),
        };
    }

    private static BigInteger Floor(BigInteger a, BigInteger b) => (a - (((a % b) + b) % b)) / b;
}
