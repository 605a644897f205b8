using Sdvp.Core.Generation;
using Sdvp.Core.Generation.Profiles;
using Sdvp.Core.Tests.Recording;
using static Sdvp.Core.Tests.Generation.Generators;

namespace Sdvp.Core.Tests.Generation;

public sealed class ReplyCacheTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task GenerateAsync_Again_NeedsNoModel()
    {
        var client = ScriptedChatClient.Saying(Program, Refused, OtherProgram);
        var options = Options();
        var first = await Create(client, options).GenerateAsync(Request, Cancellation);

        var again = await Create(client: null, Options(modelId: "scripted-1")).GenerateAsync(Request, Cancellation);

        Assert.Equal(3, client.Asked.Count);
        Assert.Equal(first.Programs.Select(p => p.Id), again.Programs.Select(p => p.Id));
        Assert.Equal(first.Candidates.Select(c => c.RepairRounds), again.Candidates.Select(c => c.RepairRounds));
        Assert.All(again.Candidates, c => Assert.True(c.IsCached));
        Assert.All(first.Candidates, c => Assert.False(c.IsCached));
    }

    [Fact]
    public async Task GenerateAsync_AnythingElseAsked_AsksTheModel()
    {
        await Create(ScriptedChatClient.Saying(Program), Options(1)).GenerateAsync(Request, Cancellation);
        Func<ScriptedChatClient, ChatProgramGenerator>[] others =
        [
            client => Create(client, Options(1, temperature: 0.1f)),
            client => Create(client, Options(1, seed: 5)),
            client => Create(client, Options(1, modelId: "other")),
            client => Create(client, Options(1), profile: VisProgProfiles.Gqa with { Name = "mine" }),
            client => Create(client, Options(1), profile: VisProgProfiles.Gqa with { Instruction = "Be brief." }),
        ];

        foreach (var other in others)
        {
            var client = ScriptedChatClient.Saying(OtherProgram);
            await other(client).GenerateAsync(Request, Cancellation);
            Assert.Single(client.Asked);
        }

        var same = ScriptedChatClient.Saying();
        Assert.Equal(Program, (await Create(same, Options(1)).GenerateAsync(Request, Cancellation)).GetProgramOrThrow().Source);
    }

    [Fact]
    public async Task GenerateAsync_NotInTheCacheAndNoModel_IsATypedFailure()
    {
        var generation = await Create(client: null, Options(1)).GenerateAsync(Request, Cancellation);

        Assert.Equal(GenerationFailure.NotCached, generation.Error!.Failure);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    [InlineData(-1)]
    public async Task GenerateAsync_DamagedEntry_IsMadeAgain(int keptBytes)
    {
        await Create(ScriptedChatClient.Saying(Program), Options(1)).GenerateAsync(Request, Cancellation);
        var file = Assert.Single(Files());
        var text = await File.ReadAllTextAsync(file, Cancellation);
        await File.WriteAllTextAsync(file, keptBytes >= 0 ? text[..keptBytes] : text.Replace("circle?')", "square?')", StringComparison.Ordinal), Cancellation);

        var generation = await Create(ScriptedChatClient.Saying(OtherProgram), Options(1)).GenerateAsync(Request, Cancellation);

        Assert.Equal(OtherProgram, generation.GetProgramOrThrow().Source);
        Assert.Equal(OtherProgram, (await Create(ScriptedChatClient.Saying(), Options(1)).GenerateAsync(Request, Cancellation)).GetProgramOrThrow().Source);
        Assert.Single(Files());
    }

    [Fact]
    public async Task GenerateAsync_FailedCall_IsNotCached()
    {
        await Create(new ScriptedChatClient(ScriptedChatClient.Throw(new HttpRequestException("down"))), Options(1)).GenerateAsync(Request, Cancellation);

        Assert.Empty(Files());
    }

    [Fact]
    public async Task GenerateAsync_HalfASurrogatePairInQuestionAndReply_SurvivesTheCache()
    {
        var request = new GenerationRequest("s", "What does \ud83d say?");
        var reply = $"{Program}\n# \ud83d";
        await Create(ScriptedChatClient.Saying(reply), Options(1)).GenerateAsync(request, Cancellation);

        var again = await Create(ScriptedChatClient.Saying(), Options(1)).GenerateAsync(request, Cancellation);

        Assert.Equal([reply], again.Candidates[0].Replies);
    }

    [Fact]
    public async Task GenerateAsync_ManyAtOnceOnOneFolder_LeaveWholeFilesOnly()
    {
        var requests = Enumerable.Range(0, 24).Select(i => new GenerationRequest($"q{i}", $"What is {i % 6}?")).ToArray();
        var generators = Enumerable.Range(0, 4).Select(_ => Create(ScriptedChatClient.Saying([.. Enumerable.Repeat(Program, 100)]), Options(1))).ToArray();

        var generations = await Task.WhenAll(requests.Select((r, i) => Task.Run(() => generators[i % 4].GenerateAsync(r, Cancellation), Cancellation)));

        Assert.All(generations, g => Assert.Null(g.Error));
        Assert.Equal(6, Files().Length);
        Assert.All(Files(), f => Assert.EndsWith(".json", f, StringComparison.Ordinal));
    }

    private string[] Files() => Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories);

    private ChatProgramGeneratorOptions Options(int samples = 2, float temperature = 0.7f, int seed = 1, string? modelId = null) => new()
    {
        CacheFolder = _folder.Path,
        Samples = samples,
        MaxConcurrency = 1,
        Temperature = temperature,
        Seed = seed,
        ModelId = modelId,
    };
}
