using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Sdvp.Core.Diagnostics;
using Sdvp.Core.Generation;
using Sdvp.Core.Generation.Profiles;
using static Sdvp.Core.Tests.Generation.Generators;

namespace Sdvp.Core.Tests.Generation;

public class GenerationServicesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AddProgramGenerator_OneLine_AnswersQuestions()
    {
        var services = new ServiceCollection();
        services.AddSingleton<IChatClient>(ScriptedChatClient.Saying(Program));
        services.AddSdvp().AddModule(Registry().Snapshot["VQA"]).AddModule(Registry().Snapshot["LOC"]).AddProgramGenerator(VisProgProfiles.Gqa);
        await using var provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });

        var vote = await provider.GetRequiredService<ProgramVoter>().VoteAsync(Request, Inputs, Cancellation);

        Assert.Equal(("red", 1.0), (vote.Answer, vote.Confidence));
    }

    [Fact]
    public async Task AddProgramGenerator_Twice_ServesBothByNameAndTheFirstWithout()
    {
        var services = new ServiceCollection();
        services.AddSdvp().AddModule(Registry().Snapshot["VQA"]).AddModule(Registry().Snapshot["LOC"])
            .AddStoredPrograms(VisProgProfiles.Gqa, [new("q1", Program)])
            .AddStoredPrograms(VisProgProfiles.Gqa with { Name = "second" }, [new("q1", OtherProgram)]);
        await using var provider = services.BuildServiceProvider();

        Assert.Equal(OtherProgram, (await provider.GetRequiredKeyedService<IProgramGenerator>("second").GenerateAsync(Request, Cancellation)).GetProgramOrThrow().Source);
        Assert.Equal(Program, (await provider.GetRequiredService<IProgramGenerator>().GenerateAsync(Request, Cancellation)).GetProgramOrThrow().Source);
        Assert.Equal("1", (await provider.GetRequiredKeyedService<ProgramVoter>("second").VoteAsync(Request, Inputs, Cancellation)).Answer);
    }

    [Fact]
    public async Task AddProgramGenerator_NeitherClientNorCache_SaysWhatToRegister()
    {
        var services = new ServiceCollection();
        services.AddSdvp().AddProgramGenerator(VisProgProfiles.Gqa);
        await using var provider = services.BuildServiceProvider();

        Assert.Contains("IChatClient", Assert.Throws<ArgumentException>(provider.GetRequiredService<IProgramGenerator>).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GenerateAsync_EveryOutcome_IsCounted()
    {
        const string Profile = "counted-here-alone";
        var counts = new ConcurrentDictionary<(string, string), long>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Meter.Name == SdvpTelemetry.MeterName)
            {
                l.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            var named = tags.ToArray().ToDictionary(t => t.Key, t => t.Value as string);
            if (named.GetValueOrDefault(GenerationTelemetry.ProfileTag) == Profile)
            {
                counts.AddOrUpdate((instrument.Name, named.GetValueOrDefault(GenerationTelemetry.OutcomeTag) ?? ""), value, (_, sum) => sum + value);
            }
        });
        listener.Start();
        var client = new ScriptedChatClient(
            ScriptedChatClient.Say(Program), ScriptedChatClient.Throw(new HttpRequestException("down")), ScriptedChatClient.Say(Refused), ScriptedChatClient.Say(Refused));

        await Create(client, new() { Samples = 3, MaxConcurrency = 1 }, profile: VisProgProfiles.Gqa with { Name = Profile }).GenerateAsync(Request, Cancellation);

        Assert.Equal(
            new Dictionary<(string, string), long>
            {
                [(GenerationTelemetry.Calls, GenerationTelemetry.ReplyOutcome)] = 3,
                [(GenerationTelemetry.Calls, nameof(GenerationFailure.ClientFailed))] = 1,
                [(GenerationTelemetry.Samples, GenerationTelemetry.ProgramOutcome)] = 1,
                [(GenerationTelemetry.Samples, nameof(GenerationFailure.ClientFailed))] = 1,
                [(GenerationTelemetry.Samples, nameof(GenerationFailure.Refused))] = 1,
                [(GenerationTelemetry.Repairs, "")] = 1,
            },
            counts.ToDictionary());
    }
}
