using Sdvp.Core.Execution.Fallbacks;
using Sdvp.Core.Generation;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs;
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
    public async Task VoteAsync_NoProgram_RunsItsRefusal()
    {
        var vote = await VoteAsync("nothing");

        Assert.IsType<ProgramRefusedException>(Assert.Single(vote.Runs).Error!.InnerException);
        Assert.Equal(GenerationFailure.Refused, vote.Generation.Error!.Failure);
    }

    [Fact]
    public async Task VoteAsync_Fallback_AnswersOnlyWhereNoProgramDoes()
    {
        var fallback = new FixedAnswerFallback(new TextValue("unknown"));

        var some = await VoteAsync(fallback, Failing, "nothing", Ask("a"));
        var none = await VoteAsync(fallback, Failing, "nothing");
        var never = await VoteAsync(fallback, "nothing");

        Assert.Equal(("red", 1.0 / 3), (some.Answer, some.Confidence));
        Assert.Equal(("unknown", 0.0, 2), (none.Answer, none.Confidence, none.Abstentions));
        Assert.Equal(FallbackCause.Failed, none.Winner!.Fallback!.Cause);
        Assert.Equal(("unknown", FallbackCause.Refused), (never.Answer, never.Winner!.Fallback!.Cause));
    }

    [Fact]
    public async Task VoteAsync_NoReplyAtAll_IsARefusalThatSaysWhy()
    {
        var registry = Registry();
        var generator = Create(new ScriptedChatClient(ScriptedChatClient.Throw(new HttpRequestException("down"))), registry: registry);

        var vote = await new ProgramVoter(generator, Runner(registry)).VoteAsync(Request, Inputs, Cancellation);

        Assert.Contains("PG001", vote.Runs[0].Error!.Message, StringComparison.Ordinal);
        Assert.Contains("down", vote.Runs[0].Error!.Message, StringComparison.Ordinal);
    }

    private static string Ask(string question) => $"ANSWER0=VQA(image=IMAGE,question='{question}')\nFINAL_RESULT=RESULT(var=ANSWER0)";

    private static Task<ProgramVote> VoteAsync(params string[] replies) => VoteAsync(null, replies);

    private static async Task<ProgramVote> VoteAsync(IRunFallback? fallback, params string[] replies)
    {
        var registry = Registry(call => call.Get<TextValue>("question").Text switch
        {
            "a" => ModuleResult.FromValue(new TextValue("red")),
            "b" => ModuleResult.FromValue(new TextValue("blue")),
            "B2" => ModuleResult.FromValue(new TextValue("The Blue.")),
            var other => ModuleResult.FromError(new InvalidOperationException(other)),
        });
        var generator = Create(ScriptedChatClient.Saying(replies), new() { Samples = replies.Length, MaxConcurrency = 1, RepairRounds = 0 }, registry: registry);
        return await new ProgramVoter(generator, Runner(registry, fallback)).VoteAsync(Request, Inputs, Cancellation);
    }
}
