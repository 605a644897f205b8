using Sdvp.Samples.Study;

namespace Sdvp.Distillation.Tests.Study;

public sealed class StudyArgumentsTests
{
    [Theory]
    [InlineData("--nlvr2 is missing", "--gqa", "a")]
    [InlineData("--gqa is missing", "--nlvr2", "b")]
    [InlineData("expected are --gqa DIR and --nlvr2 DIR", "--limit", "5")]
    [InlineData("expected are --gqa DIR and --nlvr2 DIR", "--vqa", "v")]
    [InlineData("two different families", "--gqa", "a", "--nlvr2", "b", "--unseen", "where")]
    [InlineData("two different families", "--gqa", "a", "--nlvr2", "b", "--unseen", "where,where")]
    public void TryParse_HalfOfWhatFoldersNeed_SaysWhatIsMissing(string message, params string[] args)
    {
        Assert.False(StudyArguments.TryParse(args, out var result, out var exitCode));
        Assert.Equal(2, exitCode);
        Assert.Contains(message, result.Folders.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void TryParse_LimitOfZero_IsRefused()
    {
        Assert.False(StudyArguments.TryParse(["--gqa", "a", "--nlvr2", "b", "--limit", "0"], out _, out var exitCode));
        Assert.Equal(2, exitCode);
    }

    [Fact]
    public void TryParse_Folders_GivesOptionsWithDefaults()
    {
        Assert.True(StudyArguments.TryParse(["--quick", "--gqa", "a", "--nlvr2", "b", "--unseen", "weather, place"], out var result, out _));

        var options = result.Folders.ToOptions();
        Assert.Equal(("a", "b", null, "weather", "place"), (options.Gqa, options.Nlvr2, options.General, options.UnseenFirst, options.UnseenSecond));
        Assert.Equal((3000, 1500), (options.Limit, options.TestLimit));
        Assert.Equal(Path.Combine("artifacts", "study-folders-quick"), result.Folder);
    }
}
