#pragma warning disable SA1402, CA1812, CA1822, CA1852, CA1823, CS0169, IDE0051 // Types that only stand for violations.
using Sdvp.Core.Tests.Architecture.Planted.High;

namespace Sdvp.Core.Tests.Architecture.Planted.High
{
    internal class Upper
    {
        public static int Number => 7;

        public Low.Lower? Allowed { get; init; }
    }
}

namespace Sdvp.Core.Tests.Architecture.Planted.Low
{
    internal sealed class Lower;

    internal sealed class NamesInField
    {
        private readonly Upper? _upper;
    }

    internal sealed class NamesInSignature
    {
        public void Take(Upper[] uppers) => Assert.NotNull(uppers);
    }

    internal sealed class NamesInBase : Upper;

    internal sealed class NamesInBody
    {
        public int Compute() => Upper.Number;
    }

    internal sealed class NamesInAsyncLambda
    {
        public Func<Task<int>> Create() => async () =>
        {
            await Task.Yield();
            return Upper.Number;
        };
    }

    internal sealed class NamesInTypeArgument
    {
        public List<Dictionary<string, Upper>> Create() => [];
    }
}
