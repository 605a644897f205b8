using Sdvp.Core.Generation;
using Sdvp.Core.Generation.Profiles;
using Sdvp.Core.Programs.VisProg;
using static Sdvp.Core.Tests.Generation.Generators;

namespace Sdvp.Core.Tests.Generation;

public class StoredProgramGeneratorTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task GenerateAsync_StoredPrograms_AreTheSamplesInOrder()
    {
        var generation = await Create(new("q1", Program), new("q2", Refused), new("q1", OtherProgram)).GenerateAsync(Request, Cancellation);

        Assert.Equal([Program, OtherProgram], generation.Programs.Select(p => p.Source));
        Assert.All(generation.Candidates, c => Assert.True(c.IsCached));
    }

    [Fact]
    public async Task GenerateAsync_NoneStored_IsATypedFailure()
    {
        var generation = await Create(new KeyValuePair<string, string>("q2", Program)).GenerateAsync(Request, Cancellation);

        Assert.Equal(GenerationFailure.NotStored, generation.Error!.Failure);
        Assert.Contains("q1", generation.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GenerateAsync_StoredProgramThatIsRefused_SaysWhy()
    {
        var generation = await Create(new KeyValuePair<string, string>("q1", Refused)).GenerateAsync(Request, Cancellation);

        Assert.Equal(GenerationFailure.Refused, generation.Error!.Failure);
        Assert.Contains("VP016", generation.Error.Message, StringComparison.Ordinal);
        Assert.Equal(Refused, generation.Candidates[0].Source);
    }

    private static StoredProgramGenerator Create(params KeyValuePair<string, string>[] programs) =>
        new(VisProgProfiles.Gqa, Registry(), [new VisProgLanguage()], programs);
}
