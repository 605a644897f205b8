using Sdvp.Core.Generation;
using Sdvp.Core.Modules;
using Sdvp.Core.Values;
using static Sdvp.Core.Tests.Generation.Generators;

namespace Sdvp.Core.Tests.Generation;

public class ProgramVoterTests
{
    private const string Failing = "ANSWER0=VQA(image=IMAGE,question='fail')\nFINAL_RESULT=RESULT(var=ANSWER0)";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task VoteAsync_Majority_WinsWithItsShareOfAllSamples()
    {
        var vote = await VoteAsync(Ask("a"), Ask("b"), Ask("b"), Failing, "no program at all");

        Assert.Equal(("blue", 0.4), (vote.Answer, vote.Confidence));
        Assert.Equal([new("blue", 2), new("red", 1)], vote.Counts);
        Assert.Equal(2, vote.Abstentions);
        Assert.Equal(new TextValue("blue"), vote.Value);
    }

    [Fact]
    public async Task VoteAsync_SameProgramTwice_RunsOnceAndVotesTwice()
    {
        var vote = await VoteAsync(Ask("a"), Ask("b"), Ask("b"));

        Assert.Equal(["q1", "q1#1"], vote.Runs.Select(r => r.Id));
        Assert.Equal(2, vote.Counts[0].Votes);
        Assert.Equal("q1#1", vote.Winner!.Id);
    }

    [Fact]
    public async Task VoteAsync_Tie_GoesToTheEarlierSample()
    {
        var vote = await VoteAsync(Ask("b"), Ask("a"));

        Assert.Equal(0.5, vote.Confidence);
        Assert.Equal("q1", vote.Winner!.Id);
    }

    [Fact]
    public async Task VoteAsync_AnswersOfOtherSpelling_AreOne()
    {
        var vote = await VoteAsync(Ask("b"), Ask("B2"), Ask("a"));

        Assert.Equal(2, vote.Counts[0].Votes);
    }

    [Fact]
    public async Task VoteAsync_Images_AgreeByTheirPixels()
    {
        const string Whole = "R=RESULT(var=IMAGE)";
        const string Crop = "BOX0=LOC(image=IMAGE,object='circle')\nI=CROP(image=IMAGE,box=BOX0)\nR=RESULT(var=I)";

        var vote = await VoteAsync(Whole, Crop, Crop + " ");

        Assert.Equal([2, 1], vote.Counts.Select(c => c.Votes));
        Assert.Equal(5, Assert.IsType<ImageValue>(vote.Value).Width);
    }

    [Fact]
    public async Task VoteAsync_NothingRuns_HasNoAnswer()
    {
        var vote = await VoteAsync(Failing, "nothing");

        Assert.Null(vote.Answer);
        Assert.Null(vote.Value);
        Assert.Equal((0.0, 2), (vote.Confidence, vote.Abstentions));
        Assert.NotNull(Assert.Single(vote.Runs).Error);
    }

    [Fact]
    public async Task VoteAsync_NoProgram_RunsNothing()
    {
        var vote = await VoteAsync("nothing");

        Assert.Empty(vote.Runs);
        Assert.Equal(GenerationFailure.Refused, vote.Generation.Error!.Failure);
    }

    private static string Ask(string question) => $"ANSWER0=VQA(image=IMAGE,question='{question}')\nFINAL_RESULT=RESULT(var=ANSWER0)";

    private static async Task<ProgramVote> VoteAsync(params string[] replies)
    {
        var registry = Registry(call => call.Get<TextValue>("question").Text switch
        {
            "a" => ModuleResult.FromValue(new TextValue("red")),
            "b" => ModuleResult.FromValue(new TextValue("blue")),
            "B2" => ModuleResult.FromValue(new TextValue("The Blue.")),
            var other => ModuleResult.FromError(new InvalidOperationException(other)),
        });
        var generator = Create(ScriptedChatClient.Saying(replies), new() { Samples = replies.Length, MaxConcurrency = 1, RepairRounds = 0 }, registry: registry);
        return await new ProgramVoter(generator, Runner(registry)).VoteAsync(Request, Inputs, Cancellation);
    }
}
