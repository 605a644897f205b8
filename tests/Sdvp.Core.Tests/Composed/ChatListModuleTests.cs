using System.Collections.Immutable;
using Sdvp.Core.Composed;
using Sdvp.Core.Modules;
using Sdvp.Core.Values;

namespace Sdvp.Core.Tests.Composed;

public sealed class ChatListModuleTests
{
    [Theory]
    [InlineData("red, blue, green", 3, "red|blue|green")]
    [InlineData("\n red ,  blue, green\n", 2, "red|blue")]
    [InlineData("red\nblue\r\n\ngreen", 5, "red|blue|green")]
    [InlineData("Pi, 3,14", 5, "Pi|3,14")]
    public async Task InvokeAsync_Reply_GivesItsItems(string reply, long max, string expected)
    {
        var client = Client(reply);

        var result = await InvokeAsync(client, "primary colors", max);

        Assert.Equal(expected.Split('|'), Items(result));
        var request = Assert.Single(client.Requests);
        Assert.Equal($"Name at most {max} primary colors.", request.Question);
        Assert.Equal((0.7f, 0.5f, 256), (request.Options!.Temperature, request.Options.TopP, request.Options.MaxOutputTokens));
    }

    [Fact]
    public async Task InvokeAsync_AsUpstream_NeitherTrimsNorCuts() => Assert.Equal(
        [" red", "blue ", "", "green"],
        Items(await InvokeAsync(Client("\n red, blue , , green\n"), "colors", 2, new ChatListOptions { EnforcesMax = false, TrimsItems = false })));

    [Theory]
    [InlineData("", 3, "named nothing")]
    [InlineData(" , ,\n", 3, "named nothing")]
    [InlineData("red", 0, "at least 1")]
    public async Task InvokeAsync_NoItems_Fails(string reply, long max, string message) =>
        Assert.Contains(message, (await InvokeAsync(Client(reply), "colors", max)).Error!.Message, StringComparison.Ordinal);

    [Fact]
    public async Task InvokeAsync_ClientThrows_FailsItsCallAlone()
    {
        using var client = new ScriptedChatClient((question, _) => question.Contains("bad", StringComparison.Ordinal) ? throw new HttpRequestException("no network") : Task.FromResult("red"));

        var results = await ComposedModules.List("LIST", client).InvokeAsync([Call("bad things", 3), Call("colors", 3)], TestContext.Current.CancellationToken);

        Assert.IsType<HttpRequestException>(results[0].Error);
        Assert.Equal(["red"], Items(results[1]));
    }

    [Fact]
    public async Task InvokeAsync_ClientNeverAnswers_FailsAfterTheLimit()
    {
        // It does not even listen to the token.
        using var client = new ScriptedChatClient((_, _) => new TaskCompletionSource<string>().Task);

        var result = await InvokeAsync(client, "colors", 3, new ChatListOptions { Timeout = TimeSpan.FromMilliseconds(20) });

        Assert.IsType<TimeoutException>(result.Error);
    }

    [Fact]
    public async Task InvokeAsync_Cancelled_Throws()
    {
        using var source = new CancellationTokenSource();
        using var client = new ScriptedChatClient((_, token) =>
        {
            source.Cancel();
            return Task.FromCanceled<string>(token);
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await ComposedModules.List("LIST", client).InvokeAsync([Call("colors", 3)], source.Token));
    }

    [Fact]
    public async Task InvokeAsync_ManyCalls_NeverAsksMoreAtATimeThanAllowed()
    {
        var (running, most) = (0, 0);
        using var client = new ScriptedChatClient(async (_, _) =>
        {
            var now = Interlocked.Increment(ref running);
            most = Math.Max(most, now);
            await Task.Yield();
            Interlocked.Decrement(ref running);
            return "red";
        });

        var results = await ComposedModules.List("LIST", client, new ChatListOptions { MaxConcurrency = 2 })
            .InvokeAsync([.. Enumerable.Range(0, 40).Select(i => Call($"colors {i}", 3))], TestContext.Current.CancellationToken);

        Assert.All(results, r => Assert.Null(r.Error));
        Assert.InRange(most, 1, 2);
    }

    [Fact]
    public void Version_OtherOptionsOrModel_IsAnother()
    {
        string[] versions =
        [
            .. new[] { new ChatListOptions(), new ChatListOptions { Temperature = 0 }, new ChatListOptions { Seed = 1 }, new ChatListOptions { ModelId = "other" }, new ChatListOptions { EnforcesMax = false } }
                .Select(o => ComposedModules.List("LIST", Client(""), o).Version.Id),
        ];

        Assert.Equal(versions.Length, versions.Distinct().Count());
        Assert.Contains("scripted-1", versions[0], StringComparison.Ordinal);
    }

    [Fact]
    public void List_OptionsOutOfRange_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ComposedModules.List("LIST", Client(""), new ChatListOptions { TopP = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => ComposedModules.List("LIST", Client(""), new ChatListOptions { Timeout = TimeSpan.Zero }));
    }

    private static ScriptedChatClient Client(string reply) => new((_, _) => Task.FromResult(reply));

    private static IEnumerable<string> Items(ModuleResult result)
    {
        Assert.Null(result.Error);
        return ((ListValue)result.Value!).Items.Select(i => ((TextValue)i).Text);
    }

    private static ModuleCall Call(string query, long max) =>
        new(ImmutableDictionary<string, ProgramValue>.Empty.Add("query", new TextValue(query)).Add("max", new IntegerValue(max)));

    private static async Task<ModuleResult> InvokeAsync(ScriptedChatClient client, string query, long max, ChatListOptions? options = null) =>
        (await ComposedModules.List("LIST", client, options).InvokeAsync([Call(query, max)], TestContext.Current.CancellationToken))[0];
}
