using System.Diagnostics;
using Sdvp.Core.Programs.Viper;

namespace Sdvp.Core.Tests.Programs.Viper;

/// <summary>Programs that would run away. Each ends within its budget, whatever it catches. Run alone, for they look at the memory of the process.</summary>
[Collection(nameof(BudgetTests))]
[CollectionDefinition(nameof(BudgetTests), DisableParallelization = true)]
public sealed class BudgetTests
{
    private const long AllowedGrowth = 200L * 1024 * 1024;

    [Theory]
    [InlineData("while True: pass", ViperBudgetKind.Steps)]
    [InlineData("while True:\n    try:\n        while True: pass\n    except: pass", ViperBudgetKind.Steps)]
    [InlineData("while True:\n    try:\n        x = 1\n    finally:\n        continue", ViperBudgetKind.Steps)]
    [InlineData("def f():\n    try:\n        while True: pass\n    finally:\n        f()\nf()", ViperBudgetKind.Steps)]
    [InlineData("try:\n    while True: pass\nexcept BaseException:\n    'caught'", ViperBudgetKind.Steps)]
    [InlineData("for i in range(10 ** 18): pass", ViperBudgetKind.Steps)]
    [InlineData("sum(range(10 ** 12))", ViperBudgetKind.Steps)]
    [InlineData("10 ** 18 in (i for i in range(10 ** 18))", ViperBudgetKind.Steps)]
    [InlineData("max(range(10 ** 15))", ViperBudgetKind.Steps)]
    [InlineData("any(False for _ in itertools.count())", ViperBudgetKind.Steps)]
    [InlineData("all(itertools.repeat(True))", ViperBudgetKind.Steps)]
    [InlineData("next(x for x in itertools.count() if x < 0)", ViperBudgetKind.Steps)]
    [InlineData("list(filter(None, itertools.repeat(0)))", ViperBudgetKind.Steps)]
    [InlineData("for a in itertools.product(range(1000), repeat=9): pass", ViperBudgetKind.Steps)]
    [InlineData("sum(1 for _ in itertools.permutations(range(20)))", ViperBudgetKind.Steps)]
    [InlineData("a = []\nfor i in range(60): a = [a, a]\nb = []\nfor i in range(60): b = [b, b]\na == b", ViperBudgetKind.Steps)]
    [InlineData("a = ()\nfor i in range(60): a = (a, a)\n{a}", ViperBudgetKind.Steps)]
    [InlineData("list(range(10 ** 9))", ViperBudgetKind.Items)]
    [InlineData("[i for i in range(10 ** 9)]", ViperBudgetKind.Items)]
    [InlineData("{i for i in range(10 ** 9)}", ViperBudgetKind.Items)]
    [InlineData("{i: i for i in range(10 ** 9)}", ViperBudgetKind.Items)]
    [InlineData("x = []\nwhile True: x.append(x)", ViperBudgetKind.Items)]
    [InlineData("x = [1]\nwhile True: x += x", ViperBudgetKind.Items)]
    [InlineData("x = [1]\nwhile True: x.extend(x)", ViperBudgetKind.Items)]
    [InlineData("[0] * 10 ** 9", ViperBudgetKind.Items)]
    [InlineData("[0] * 10 ** 18", ViperBudgetKind.Items)]
    [InlineData("(1, 2) * 10 ** 9", ViperBudgetKind.Items)]
    [InlineData("x = 'a' * 3000000000", ViperBudgetKind.Items)]
    [InlineData("'a' * 10 ** 18", ViperBudgetKind.Items)]
    [InlineData("x = 'ab'\nwhile True: x += x", ViperBudgetKind.Items)]
    [InlineData("x = 'ab'\nwhile True: x = f'{x}{x}'", ViperBudgetKind.Items)]
    [InlineData("x = 'ab'\nwhile True: x = x.replace('a', x)", ViperBudgetKind.Items)]
    [InlineData("x = 'ab'\nwhile True: x = x.join([x, x, x])", ViperBudgetKind.Items)]
    [InlineData("x = 'ab'\nwhile True: x = '%s%s' % (x, x)", ViperBudgetKind.Items)]
    [InlineData("x = 'ab'\nwhile True: x = '{0}{0}'.format(x)", ViperBudgetKind.Items)]
    [InlineData("'a'.ljust(10 ** 9)", ViperBudgetKind.Items)]
    [InlineData("'a'.center(10 ** 9, '*')", ViperBudgetKind.Items)]
    [InlineData("'1'.zfill(10 ** 9)", ViperBudgetKind.Items)]
    [InlineData("f'{1:>1000000000}'", ViperBudgetKind.Items)]
    [InlineData("f'{1.5:.1000000000f}'", ViperBudgetKind.Items)]
    [InlineData("'%1000000000d' % 1", ViperBudgetKind.Items)]
    [InlineData("'{:01000000000d}'.format(1)", ViperBudgetKind.Items)]
    [InlineData("'\\t'.expandtabs(10 ** 9)", ViperBudgetKind.Items)]
    [InlineData("str(list(range(100000))) * 100", ViperBudgetKind.Items)]
    [InlineData("a = []\nfor i in range(60): a = [a, a]\nstr(a)", ViperBudgetKind.Items)]
    [InlineData("('a ' * 4000000).split()", ViperBudgetKind.Items)]
    [InlineData("re.findall('a*', 'a' * 10000000)", ViperBudgetKind.Items)]
    [InlineData("re.sub('b', 'x' * 10000, 'b' * 10000)", ViperBudgetKind.Items)]
    [InlineData("sorted(itertools.count())", ViperBudgetKind.Items)]
    [InlineData("list(itertools.cycle([1]))", ViperBudgetKind.Items)]
    [InlineData("collections.deque(itertools.count())", ViperBudgetKind.Items)]
    [InlineData("collections.Counter(itertools.count())", ViperBudgetKind.Items)]
    [InlineData("dict.fromkeys(range(10 ** 9))", ViperBudgetKind.Items)]
    [InlineData("'x'.join(map(str, range(10 ** 9)))", ViperBudgetKind.Items)]
    [InlineData("[*range(10 ** 9)]", ViperBudgetKind.Items)]
    [InlineData("def f(*a): pass\nf(*range(10 ** 9))", ViperBudgetKind.Items)]
    [InlineData("a, *b = range(10 ** 9)", ViperBudgetKind.Items)]
    [InlineData("fs = []\nwhile True: fs.append(lambda: 0)", ViperBudgetKind.Items)]
    [InlineData("gs = []\nwhile True: gs.append(x for x in [1])", ViperBudgetKind.Items)]
    [InlineData("while True: print('x' * 100)", ViperBudgetKind.Items)]
    [InlineData("def f(): return f()\nf()", ViperBudgetKind.Depth)]
    [InlineData("def f():\n    try:\n        return f()\n    except BaseException:\n        return f()\nf()", ViperBudgetKind.Depth)]
    [InlineData("f = lambda x: sorted([1, 2], key=f)\nf(1)", ViperBudgetKind.Depth)]
    [InlineData("f = lambda x: list(map(f, [x]))\nf(1)", ViperBudgetKind.Depth)]
    [InlineData("f = lambda m: re.sub('a', f, 'a')\nf(1)", ViperBudgetKind.Depth)]
    [InlineData("f = lambda a, b: functools.reduce(f, [1, 2, 3])\nf(1, 2)", ViperBudgetKind.Depth)]
    [InlineData("f = lambda x: max([1, 2], key=f)\nf(1)", ViperBudgetKind.Depth)]
    [InlineData("d = collections.defaultdict(lambda: d[1])\nd[2]", ViperBudgetKind.Depth)]
    [InlineData("x = (i for i in [1])\nfor i in range(20000): x = (j for j in x)\nlist(x)", ViperBudgetKind.Depth)]
    [InlineData("x = iter([1])\nfor i in range(100000): x = map(abs, x)\nlist(x)", ViperBudgetKind.Depth)]
    [InlineData("a = []\nfor i in range(200000): a = [a]\nnp.array(a)", ViperBudgetKind.Depth)]
    [InlineData("a = []\nb = []\na.append(a)\nb.append(b)\na == b", ViperBudgetKind.Depth)]
    [InlineData("a = []\nb = []\na.append(a)\nb.append(b)\na < b", ViperBudgetKind.Depth)]
    [InlineData("a = []\nfor i in range(200000): a = [a]\nstr(a)", ViperBudgetKind.Depth)]
    [InlineData("a = ()\nfor i in range(200000): a = (a,)\n{a}", ViperBudgetKind.Depth)]
    [InlineData("a = {}\nb = {}\na[1] = a\nb[1] = b\nsorted([[a], [b]])", ViperBudgetKind.Depth)]
    [InlineData("f = collections.deque\nx = f()\nfor i in range(60000): x = f([x])\nrepr(x)", ViperBudgetKind.Depth)]
    public async Task Run_Runaway_EndsWithinItsBudget(string source, ViperBudgetKind kind)
    {
        var options = new ViperOptions { MaximumSteps = kind == ViperBudgetKind.Steps ? 1_000_000 : 20_000_000, MaximumDuration = TimeSpan.FromMinutes(2) };
        var before = Process.GetCurrentProcess().PrivateMemorySize64;

        var error = await Assert.ThrowsAsync<ViperBudgetException>(() => ViperRuns.RunAsync(source, options));

        Assert.Equal(kind, error.Kind);
        Assert.True(error.Site.Span.Line >= 1);
        Assert.InRange(Process.GetCurrentProcess().PrivateMemorySize64 - before, long.MinValue, AllowedGrowth);
    }

    [Theory]
    [InlineData("9 ** 9 ** 9")]
    [InlineData("2 ** 63")]
    [InlineData("1 << 100")]
    [InlineData("9223372036854775807 + 1")]
    [InlineData("-9223372036854775807 - 2")]
    [InlineData("x = 3\nfor i in range(20): x *= x")]
    [InlineData("math.factorial(10 ** 9)")]
    [InlineData("math.comb(1000, 500)")]
    [InlineData("abs(-9223372036854775807 - 1)")]
    [InlineData("(-9223372036854775807 - 1) // -1")]
    [InlineData("int('9' * 100)")]
    [InlineData("int(1e300)")]
    [InlineData("sum([2 ** 62, 2 ** 62])")]
    public async Task Run_IntegerBeyond64Bits_IsAnOverflowError(string source) =>
        Assert.Equal("OverflowError", (await Assert.ThrowsAsync<ViperErrorException>(() => ViperRuns.RunAsync(source))).ErrorType);

    [Theory]
    [InlineData("re.match('(a+)+$', 'a' * 5000 + 'b')")]
    [InlineData("re.match('(a|aa)+$', 'a' * 5000 + 'b')")]
    [InlineData("re.search('(x+x+)+y', 'x' * 5000)")]
    public async Task Run_HostileRegularExpression_EndsInTime(string source) =>
        Assert.Equal("None", await ViperRuns.ReprAsync(source));

    [Fact]
    public async Task Run_HostileRegularExpressionThatOnlyBacktracks_IsOverItsBudget()
    {
        var error = await Assert.ThrowsAsync<ViperBudgetException>(() => ViperRuns.RunAsync("re.match('(?=(a+)+$)b', 'a' * 5000 + 'b')"));

        Assert.Equal(ViperBudgetKind.Duration, error.Kind);
    }

    [Fact]
    public async Task Run_TooLong_EndsByTheClockOfTheHost()
    {
        var clock = new SteppingClock(TimeSpan.FromSeconds(1));
        var language = new ViperLanguage(new ViperOptions { MaximumDuration = TimeSpan.FromSeconds(5), MaximumSteps = long.MaxValue }, clock);

        var error = await Assert.ThrowsAsync<ViperBudgetException>(() => language.RunAsync(
            language.Parse("while True:\n    try: pass\n    except: pass", ViperRuns.NoModules).GetProgramOrThrow(), ViperRuns.NoInputs, ViperRuns.Caller, TestContext.Current.CancellationToken).AsTask());

        Assert.Equal(ViperBudgetKind.Duration, error.Kind);
    }

    [Theory]
    [InlineData("while True: pass")]
    [InlineData("sum(range(10 ** 18))")]
    [InlineData("x = list(range(200000))\nwhile True: sorted(x, key=lambda v: -v)")]
    [InlineData("x = 'a' * 100000\nwhile True: x.count('b')")]
    [InlineData("x = 'a' * 100000\nwhile True: re.search('b', x)")]
    [InlineData("while True:\n    try:\n        while True: pass\n    except: pass\n    finally: pass")]
    public async Task Run_Cancelled_StopsSoon(string source)
    {
        using var cancellation = new CancellationTokenSource();
        var options = new ViperOptions { MaximumSteps = long.MaxValue, MaximumItems = long.MaxValue, MaximumDuration = TimeSpan.FromMinutes(5) };
        var run = Task.Run(() => ViperRuns.RunUntilAsync(source, options, cancellation.Token), TestContext.Current.CancellationToken);
        await Task.Delay(50, TestContext.Current.CancellationToken);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
    }

    [Fact]
    public async Task Run_DeepRecursionWithinTheBudget_NeedsNoNativeStack()
    {
        var options = new ViperOptions { MaximumDepth = 50_000 };

        Assert.Equal("40000", (await ViperRuns.RunAsync("def f(n): return 0 if n == 0 else 1 + f(n - 1)\nf(40000)", options)).Repr);
    }

    [Theory]
    [InlineData("((((((((((", ")")]
    [InlineData("[", "]")]
    [InlineData("-", "")]
    [InlineData("not ", "")]
    [InlineData("lambda: ", "")]
    [InlineData("f(", ")")]
    [InlineData("{1: ", "}")]
    [InlineData("1 if x else ", "")]
    [InlineData("2 ** ", "")]
    [InlineData("f'{", "}'")]
    public void Parse_DeepNesting_IsRefused(string open, string close)
    {
        var source = string.Concat(Enumerable.Repeat(open, 20_000)) + "1" + string.Concat(Enumerable.Repeat(close, 20_000));

        Assert.StartsWith("VI", ViperRuns.FirstError(source.Length > 90_000 ? source[..90_000] : source).Code, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x", ".a")]
    [InlineData("x", "()")]
    [InlineData("x", "[0]")]
    [InlineData("1", " + 1")]
    [InlineData("1", " * 1")]
    public void Parse_LongChain_IsRefused(string start, string link) =>
        Assert.Equal("VI006", ViperRuns.FirstError(start + string.Concat(Enumerable.Repeat(link, 15_000))).Code);

    [Fact]
    public void Parse_DeepBlocks_AreRefused()
    {
        var source = string.Concat(Enumerable.Range(0, 300).Select(i => new string(' ', i) + "if x:\n")) + new string(' ', 300) + "pass";

        Assert.Equal("VI006", ViperRuns.FirstError(source).Code);
    }

    private sealed class SteppingClock(TimeSpan step) : TimeProvider
    {
        private long _now;

        public override long GetTimestamp() => Interlocked.Add(ref _now, step.Ticks);

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;
    }
}
