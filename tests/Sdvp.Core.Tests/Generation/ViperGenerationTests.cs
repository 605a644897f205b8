using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Sdvp.Core.Execution;
using Sdvp.Core.Generation;
using Sdvp.Core.Generation.Profiles;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs.Viper;
using Sdvp.Core.Programs.VisProg;
using static Sdvp.Core.Tests.Generation.ViperWorld;

namespace Sdvp.Core.Tests.Generation;

public class ViperGenerationTests
{
    private static readonly GenerationRequest _request = new("q1", "What color is the circle?");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("```python\n" + Program + "\n```")]
    [InlineData("It asks for the color:\n\n```py\n" + Program + "\n```\nThat is all.")]
    [InlineData("Here it is.\n" + Program)]
    [InlineData(Program)]
    public async Task GenerateAsync_ProgramInAnyDress_IsGiven(string reply)
    {
        var client = ScriptedChatClient.Saying(reply);

        var generation = await Create(client).GenerateAsync(_request, Cancellation);

        Assert.Equal((Program, "viper", 0), (generation.GetProgramOrThrow().Source.Trim(), generation.Language, generation.Candidates[0].RepairRounds));
        var asked = Assert.Single(client.Asked).Messages;
        Assert.Contains("- simple_query(question: str", asked[0].Text, StringComparison.Ordinal);
        Assert.StartsWith("```python\ndef execute_command(image):\n", asked[2].Text, StringComparison.Ordinal);
        Assert.Equal("Question: What color is the circle?", asked[^1].Text);
    }

    [Fact]
    public async Task GenerateAsync_ImportOfOs_IsRefusedAndRepairedInTheSecondRound()
    {
        var client = ScriptedChatClient.Saying($"```python\n{Importing}\n```", $"```python\n{Program}\n```");

        var generation = await Create(client).GenerateAsync(_request, Cancellation);

        Assert.Equal((Program, 1), (generation.GetProgramOrThrow().Source, generation.Candidates[0].RepairRounds));
        var complaint = client.Asked.Last().Messages[^1].Text;
        Assert.Contains("error VI009", complaint, StringComparison.Ordinal);
        Assert.Contains("1 | import os", complaint, StringComparison.Ordinal);
        Assert.Contains("What can be called: ImagePatch.find, ImagePatch.exists, ImagePatch.simple_query", complaint, StringComparison.Ordinal);
        Assert.DoesNotContain("llm_query", complaint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GenerateAsync_MethodOfAModuleThatIsNotThere_IsRefused()
    {
        var client = ScriptedChatClient.Saying("```python\ndef execute_command(image):\n    return llm_query('Why?')\n```", Program);

        await Create(client).GenerateAsync(_request, Cancellation);

        Assert.Contains("error VI012", client.Asked.Last().Messages[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GenerateAsync_ProseOnly_IsATypedFailure()
    {
        var client = ScriptedChatClient.Saying("I am sorry, I cannot look at pictures.", "I still cannot.");

        var generation = await Create(client).GenerateAsync(_request, Cancellation);

        Assert.Equal(GenerationFailure.Refused, generation.Error!.Failure);
        Assert.Contains("VI001", generation.Error.Message, StringComparison.Ordinal);
        Assert.Equal(2, client.Asked.Count);
    }

    [Fact]
    public async Task GenerateAsync_FewModules_ShowsOnlyExamplesThatRunOnThem()
    {
        var registry = new ModuleRegistry(Registry().Snapshot.Values.Where(m => m.Signature.Name is "LOC" or "VQA"));
        var client = ScriptedChatClient.Saying(Program);

        await Create(client, registry, new() { ExampleSelection = ExampleSelection.All }).GenerateAsync(_request, Cancellation);

        var messages = client.Asked.Single().Messages;
        Assert.InRange(messages.Count(m => m.Role == ChatRole.Assistant), 5, ViperProfiles.Gqa.Examples.Length - 1);
        Assert.All(messages, m => Assert.DoesNotContain("verify_property", m.Text, StringComparison.Ordinal));
        Assert.All(messages, m => Assert.DoesNotContain("compute_depth", m.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task AddProgramGenerator_OneLine_AnswersBesideVisProg()
    {
        var services = new ServiceCollection();
        services.AddSingleton<IChatClient>(ScriptedChatClient.Saying($"```python\n{Program}\n```"));
        services.AddSdvp().AddViper().AddModule(Registry().Snapshot["VQA"]).AddModule(Registry().Snapshot["LOC"])
            .AddProgramGenerator(VisProgProfiles.Gqa).AddProgramGenerator(ViperProfiles.Gqa, o => o.Samples = 1);
        await using var provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });

        var vote = await provider.GetRequiredKeyedService<ProgramVoter>("viper-gqa").VoteAsync(_request, Pictures(["IMAGE"]), Cancellation);

        Assert.Equal(("red", 1.0), (vote.Answer, vote.Confidence));
        Assert.Equal("viper", vote.Generation.Language);
    }

    [Fact]
    public void Generator_LanguageIsMissing_SaysHowToRegisterIt()
    {
        var error = Assert.Throws<ArgumentException>(() => new ChatProgramGenerator(ViperProfiles.Gqa, Registry(), [new VisProgLanguage()], ScriptedChatClient.Saying()));

        Assert.Contains("AddViper", error.Message, StringComparison.Ordinal);
    }

    private static ChatProgramGenerator Create(IChatClient client, IModuleRegistry? registry = null, ChatProgramGeneratorOptions? options = null) =>
        new(ViperProfiles.Gqa, registry ?? Registry(), [new ViperLanguage()], client, options);
}
