using Microsoft.Extensions.AI;
using Sdvp.Core.Generation;
using Sdvp.Core.Generation.Profiles;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs;
using Sdvp.Core.Symbolic;
using static Sdvp.Core.Tests.Generation.Generators;

namespace Sdvp.Core.Tests.Generation;

public class ChatProgramGeneratorTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Program)]
    [InlineData("```\n" + Program + "\n```")]
    [InlineData("Sure, here is the program:\n\n```python\n" + Program + "\n```\nIt asks for the color.")]
    [InlineData("```\n" + Program)]
    [InlineData("<think>LOC(... no.\n```\nX=NOPE()\n```</think>\n```\r\n" + Program + "\r\n```")]
    [InlineData("First try:\n```\n" + Refused + "\n```\nBetter:\n```\n" + Program + "\n```")]
    [InlineData("   ```text\n   " + Program + "\n   ```")]
    public async Task GenerateAsync_ReplyWithProgramInAnyDress_GivesIt(string reply)
    {
        var generation = await Create(ScriptedChatClient.Saying(reply)).GenerateAsync(Request, Cancellation);

        Assert.Null(generation.Error);
        var candidate = Assert.Single(generation.Candidates);
        Assert.Equal(Program, string.Join('\n', candidate.Program!.Source.Trim().Split('\n').Select(line => line.Trim())));
        Assert.Equal((null, 0, false), (candidate.Failure, candidate.RepairRounds, candidate.IsCached));
        Assert.Equal([reply], candidate.Replies);
    }

    [Theory]
    [InlineData("I am sorry, I cannot look at pictures.", "I am sorry, I still cannot.", GenerationFailure.Refused)]
    [InlineData("", " \n", GenerationFailure.EmptyReply)]
    [InlineData("", "No.", GenerationFailure.Refused)]
    [InlineData("```\n```", "<think>for ever", GenerationFailure.Refused)]
    [InlineData("BOX0=LOC(image=IMAGE,object='cir", "BOX0=LOC(image=IMAGE,object='circle')\nANSWER0=COUNT(b", GenerationFailure.Refused)]
    public async Task GenerateAsync_NoProgramTwice_IsATypedFailure(string first, string second, GenerationFailure expected)
    {
        var client = ScriptedChatClient.Saying(first, second);

        var generation = await Create(client).GenerateAsync(Request, Cancellation);

        Assert.Equal(expected, generation.Error!.Failure);
        Assert.Equal((null, expected, 1, 2), (generation.Candidates[0].Program, generation.Candidates[0].Failure, generation.Candidates[0].RepairRounds, client.Asked.Count));
        Assert.Contains("q1", generation.Error.Message, StringComparison.Ordinal);
        Assert.Same(generation.Error, Assert.Throws<ProgramGenerationException>(generation.GetProgramOrThrow));
    }

    [Fact]
    public async Task GenerateAsync_RefusedProgram_HandsTheDiagnosticsBackOnce()
    {
        var client = ScriptedChatClient.Saying(Refused, Program);

        var generation = await Create(client).GenerateAsync(Request, Cancellation);

        Assert.Equal((Program, 1), (generation.GetProgramOrThrow().Source, generation.Candidates[0].RepairRounds));
        var repair = client.Asked.Last().Messages;
        Assert.Equal([ChatRole.Assistant, ChatRole.User], repair[^2..].Select(m => m.Role));
        Assert.Equal(Refused, repair[^2].Text);
        Assert.Contains("error VP016", repair[^1].Text, StringComparison.Ordinal);
        Assert.Contains("1 | ANSWER0=VQA(image=IMAGE)", repair[^1].Text, StringComparison.Ordinal);
        Assert.Equal(client.Asked.First().Messages.Select(m => m.Text), repair[..^2].Select(m => m.Text));
    }

    [Fact]
    public async Task GenerateAsync_CutOffReply_IsTold()
    {
        var client = new ScriptedChatClient(ScriptedChatClient.SayCutOff("BOX0=LOC(image=IMAGE,object='c"), ScriptedChatClient.Say(Program));

        var generation = await Create(client).GenerateAsync(Request, Cancellation);

        Assert.Null(generation.Error);
        Assert.Contains("cut off", client.Asked.Last().Messages[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GenerateAsync_NoRepairRounds_AsksOnce()
    {
        var client = ScriptedChatClient.Saying(Refused);

        var generation = await Create(client, new() { RepairRounds = 0 }).GenerateAsync(Request, Cancellation);

        Assert.Equal(GenerationFailure.Refused, generation.Error!.Failure);
        Assert.Contains("VP016", generation.Error.Message, StringComparison.Ordinal);
        Assert.Single(client.Asked);
    }

    [Fact]
    public async Task GenerateAsync_ClientThrows_KeepsTheCause()
    {
        var cause = new HttpRequestException("connection refused");

        var generation = await Create(new ScriptedChatClient(ScriptedChatClient.Throw(cause))).GenerateAsync(Request, Cancellation);

        Assert.Equal(GenerationFailure.ClientFailed, generation.Error!.Failure);
        Assert.Same(cause, generation.Error.InnerException);
        Assert.Contains("connection refused", generation.Error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(typeof(TimeoutException))]
    [InlineData(typeof(TaskCanceledException))]
    public async Task GenerateAsync_ClientGivesUpByItself_IsTheClientsFailure(Type type)
    {
        var cause = (Exception)Activator.CreateInstance(type, "by itself")!;

        var generation = await Create(new ScriptedChatClient(ScriptedChatClient.Throw(cause))).GenerateAsync(Request, Cancellation);

        Assert.Equal(GenerationFailure.ClientFailed, generation.Error!.Failure);
    }

    [Fact]
    public async Task GenerateAsync_ClientGivesNull_IsTheClientsFailure()
    {
        var generation = await Create(new ScriptedChatClient(_ => Task.FromResult<ChatResponse>(null!))).GenerateAsync(Request, Cancellation);

        Assert.Equal(GenerationFailure.ClientFailed, generation.Error!.Failure);
    }

    [Fact]
    public async Task GenerateAsync_ClientThatNeverAnswers_TimesOut()
    {
        var (asked, stopped) = (new TaskCompletionSource(), new TaskCompletionSource());
        var client = new ScriptedChatClient(token =>
        {
            token.Register(stopped.SetResult);
            asked.SetResult();
            return new TaskCompletionSource<ChatResponse>().Task;
        });

        var generation = await Create(client, new() { Timeout = TimeSpan.FromMinutes(3) }, new ImpatientTime(asked.Task)).GenerateAsync(Request, Cancellation);

        Assert.Equal(GenerationFailure.TimedOut, generation.Error!.Failure);
        Assert.Contains("180 s", generation.Error.Message, StringComparison.Ordinal);
        await stopped.Task;
    }

    [Fact]
    public async Task GenerateAsync_ClientThatBlocksItsThread_TimesOut()
    {
        using var release = new ManualResetEventSlim();
        var asked = new TaskCompletionSource();
        var client = new ScriptedChatClient(_ =>
        {
            asked.SetResult();
            release.Wait(CancellationToken.None);
            throw new InvalidOperationException("too late to matter");
        });

        var generation = await Create(client, time: new ImpatientTime(asked.Task)).GenerateAsync(Request, Cancellation);
        release.Set();

        Assert.Equal(GenerationFailure.TimedOut, generation.Error!.Failure);
    }

    [Fact]
    public async Task GenerateAsync_GivenUp_ThrowsAtOnceWhateverTheClientDoes()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var asked = new TaskCompletionSource();
        var client = new ScriptedChatClient(_ =>
        {
            asked.SetResult();
            return new TaskCompletionSource<ChatResponse>().Task;
        });

        var generating = Create(client).GenerateAsync(Request, stop.Token);
        await asked.Task;
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => generating);
    }

    [Fact]
    public async Task GenerateAsync_SomeSamplesFail_KeepsTheOthers()
    {
        var client = new ScriptedChatClient(
            ScriptedChatClient.Say(Program), ScriptedChatClient.Throw(new HttpRequestException("down")), ScriptedChatClient.Say(OtherProgram));

        var generation = await Create(client, new() { Samples = 3, MaxConcurrency = 1 }).GenerateAsync(Request, Cancellation);

        Assert.Null(generation.Error);
        Assert.Equal([null, GenerationFailure.ClientFailed, null], generation.Candidates.Select(c => c.Failure));
        Assert.Equal([0, 1, 2], generation.Candidates.Select(c => c.Sample));
        Assert.Equal([Program, OtherProgram], generation.Programs.Select(p => p.Source));
    }

    [Fact]
    public async Task GenerateAsync_EverySampleFails_CountsTheKinds()
    {
        var client = new ScriptedChatClient(
            ScriptedChatClient.Throw(new HttpRequestException("down")), ScriptedChatClient.Say("no"), ScriptedChatClient.Throw(new HttpRequestException("down")));

        var generation = await Create(client, new() { Samples = 3, MaxConcurrency = 1, RepairRounds = 0 }).GenerateAsync(Request, Cancellation);

        Assert.Equal(GenerationFailure.ClientFailed, generation.Error!.Failure);
        Assert.Contains("2 of 3: ClientFailed, 1 of 3: Refused", generation.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GenerateAsync_Settings_ReachTheClient()
    {
        var client = ScriptedChatClient.Saying(Program, Program);
        var options = new ChatProgramGeneratorOptions { Samples = 2, MaxConcurrency = 1, Temperature = 0.25f, TopP = 0.5f, MaxOutputTokens = 99, Seed = 7, ModelId = "big" };

        await Create(client, options).GenerateAsync(Request, Cancellation);

        Assert.Equal([7L, 8L], client.Asked.Select(a => a.Options!.Seed));
        Assert.All(client.Asked, a => Assert.Equal((0.25f, 0.5f, 99, "big"), (a.Options!.Temperature, a.Options.TopP, a.Options.MaxOutputTokens, a.Options.ModelId)));
    }

    [Fact]
    public async Task GenerateAsync_Prompt_HoldsTheModulesThatAreThereAndNoOthers()
    {
        var client = ScriptedChatClient.Saying(Program);

        await Create(client).GenerateAsync(Request, Cancellation);

        var messages = client.Asked.Single().Messages;
        Assert.Equal(ChatRole.System, messages[0].Role);
        foreach (var line in new[] { "- LOC(image: Image; object: Text) -> Regions", "- VQA(image: Image; question: Text) -> Text", "Inputs: IMAGE (Image)" })
        {
            Assert.Contains(line, messages[0].Text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("REPLACE", messages[0].Text, StringComparison.Ordinal);
        Assert.Equal("Question: What color is the circle?", messages[^1].Text);
        Assert.Equal(1 + (2 * 6) + 1, messages.Length);
        Assert.All(messages[1..^1].Chunk(2), turn => Assert.Equal((ChatRole.User, ChatRole.Assistant), (turn[0].Role, turn[1].Role)));
    }

    [Fact]
    public async Task GenerateAsync_ModuleOfTheTaskIsMissing_IsNeitherDescribedNorShownNorAccepted()
    {
        var client = ScriptedChatClient.Saying(OtherProgram);
        var registry = new ModuleRegistry([.. SymbolicModules.Create(), .. Registry().Snapshot.Values.Where(m => m.Signature.Name == "VQA")]);

        var generation = await Create(client, new() { RepairRounds = 0, ExampleSelection = ExampleSelection.All }, registry: registry).GenerateAsync(Request, Cancellation);

        Assert.DoesNotContain(client.Asked.Single().Messages, m => m.Text.Contains("LOC(", StringComparison.Ordinal));
        Assert.Contains(client.Asked.Single().Messages, m => m.Text.Contains("VQA(image=IMAGE,", StringComparison.Ordinal));
        Assert.Equal("VP048", generation.Candidates[0].Diagnostics.First(d => d.Severity == DiagnosticSeverity.Error).Code);
    }

    [Fact]
    public async Task GenerateAsync_ModuleOutsideOfTheTask_IsRefused()
    {
        var profile = VisProgProfiles.Nlvr with { Inputs = VisProgProfiles.Gqa.Inputs, Examples = [] };

        var generation = await Create(ScriptedChatClient.Saying(OtherProgram, OtherProgram), profile: profile).GenerateAsync(Request, Cancellation);

        Assert.Equal(GenerationFailure.Refused, generation.Error!.Failure);
    }

    [Fact]
    public void Constructor_NeitherClientNorCache_SaysSo() =>
        Assert.Contains("neither", Assert.Throws<ArgumentException>(() => Create(client: null)).Message, StringComparison.Ordinal);

    [Fact]
    public void Constructor_UnknownLanguage_NamesTheKnownOnes() =>
        Assert.Contains("visprog", Assert.Throws<ArgumentException>(() => Create(ScriptedChatClient.Saying(), profile: VisProgProfiles.Gqa with { Language = "viper" })).Message, StringComparison.Ordinal);

    public static TheoryData<ChatProgramGeneratorOptions, string> BadOptions => new()
    {
        { new() { Samples = 0 }, "Samples" },
        { new() { RepairRounds = -1 }, "RepairRounds" },
        { new() { ExampleSelection = (ExampleSelection)9 }, "ExampleSelection" },
        { new() { ExampleCount = -1 }, "ExampleCount" },
        { new() { Temperature = float.NaN }, "Temperature" },
        { new() { TopP = 0 }, "TopP" },
        { new() { MaxOutputTokens = 0 }, "MaxOutputTokens" },
        { new() { Timeout = TimeSpan.Zero }, "Timeout" },
        { new() { MaxConcurrency = 0 }, "MaxConcurrency" },
    };

    [Theory]
    [MemberData(nameof(BadOptions))]
    public void Constructor_OptionOutOfRange_IsNamed(ChatProgramGeneratorOptions options, string name) =>
        Assert.StartsWith(name, Assert.Throws<ArgumentException>(() => Create(ScriptedChatClient.Saying(), options)).Message, StringComparison.Ordinal);
}
