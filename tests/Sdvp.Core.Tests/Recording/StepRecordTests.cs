using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Recording;
using Sdvp.Core.Values;

namespace Sdvp.Core.Tests.Recording;

public class StepRecordTests
{
    [Fact]
    public void Equals_SameContentInOtherObjects_IsTrue()
    {
        Assert.Equal(Create(), Create());
        Assert.Equal(Create().GetHashCode(), Create().GetHashCode());
    }

    [Fact]
    public void Equals_AnythingElse_IsFalse()
    {
        var record = Create();
        StepRecord[] others =
        [
            record with { RunId = "x" },
            record with { StepIndex = 9 },
            record with { Parent = 0 },
            record with { Output = null },
            record with { Module = "x" },
            record with { Version = new ModuleVersion("x") },
            record with { Arguments = record.Arguments.SetItem("x", ProgramValue.None) },
            record with { Arguments = record.Arguments.Add("y", ProgramValue.None) },
            record with { Value = null },
            record with { Distribution = null },
            record with { Distribution = new AnswerDistribution([new("yes", 0.74), new("no", 0.25)]) },
            record with { Proposals = [] },
            record with { Span = default },
            record with { Duration = TimeSpan.Zero },
            record with { Error = "x" },
        ];

        Assert.All(others, other => Assert.NotEqual(record, other));
        Assert.All(others, other => Assert.NotEqual(other, record));
    }

    [Fact]
    public void ToCall_Always_CarriesTheArguments() => Assert.Equal(new TextValue("v"), Create().ToCall().Get<TextValue>("x"));

    private static StepRecord Create() => new()
    {
        RunId = "r",
        StepIndex = 1,
        Output = "A",
        Module = "VQA",
        Version = new ModuleVersion("v"),
        Arguments = ImmutableDictionary<string, ProgramValue>.Empty.Add("x", new TextValue("v")),
        Value = new ListValue([new TextValue("yes")]),
        Distribution = new AnswerDistribution([new("yes", 0.75), new("no", 0.25)]),
        Proposals = [new Region(new PixelBox(0, 0, 1, 1), 0.5, "dog")],
        Span = new(1, 2, 3, 4),
        Duration = TimeSpan.FromSeconds(1),
    };
}
