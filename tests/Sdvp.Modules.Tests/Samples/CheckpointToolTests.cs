using Sdvp.Samples.Checkpoints;

namespace Sdvp.Modules.Tests.Samples;

[Trait("Category", "Golden")]
public sealed class CheckpointToolTests
{
    private static string Image => GoldenFolder.Path("preprocess", "images", "wide.png");

    [Fact]
    public async Task Inspect_Clip_PrintsArchitectureParametersTypeAndMissingKeys()
    {
        var (code, output, error) = await Run("inspect", GoldenFolder.Path("clip"));

        Assert.Equal((0, ""), (code, error));
        Assert.Contains("CLIPModel (clip)", output, StringComparison.Ordinal);
        Assert.Matches(@"parameters +[\d,]+\n", output);
        Assert.Matches(@"Float32 +\d+ tensors", output);
        Assert.Matches(@"missing +none\nunexpected +none\n", output);
    }

    [Fact]
    public async Task Inspect_LegacyKeys_AreNotUnexpected() =>
        Assert.Matches(@"missing +none\nunexpected +none\n", (await Run("inspect", GoldenFolder.Path("loader_clip", "legacy_position_ids"))).Output);

    [Fact]
    public async Task Match_Texts_PrintsProbabilitiesThatSumToOne()
    {
        var (code, output, error) = await Run("match", GoldenFolder.Path("clip"), "--image", Image, "--text", "a cat", "--text", "the red dog");

        Assert.Equal((0, ""), (code, error));
        Assert.Equal(1, output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Sum(l => double.Parse(l.Split(' ')[0])), 0.002);
    }

    [Fact]
    public async Task Detect_Text_PrintsScoresBoxesAndLabels()
    {
        var (code, output, error) = await Run("detect", GoldenFolder.Path("owlvit"), "--image", Image, "--text", "a cat", "--text", "table");

        Assert.Equal((0, ""), (code, error));
        Assert.All(output.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Matches(@"^(nothing found.*|\d\.\d{3}  \[\d+, \d+, \d+, \d+\]  (a cat|table))$", line));
    }

    [Theory]
    [InlineData(2, "Usage", "")]
    [InlineData(2, "Usage", "inspect")]
    [InlineData(2, "Usage", "explode clip")]
    [InlineData(2, "'--colour' is no option", "match clip --colour red")]
    [InlineData(2, "needs a value", "match clip --image")]
    [InlineData(2, "needs --image", "match clip --text cat")]
    [InlineData(2, "needs --text", "detect owlvit --image {image}")]
    [InlineData(2, "given 2 times", "match clip --image a --image b --text c")]
    [InlineData(2, "expected is float32", "match clip --image {image} --text cat --type int8")]
    [InlineData(1, "config.json", "inspect nowhere")]
    [InlineData(1, "can do match, but not answer", "answer clip --image {image} --question what")]
    [InlineData(1, "absent.png", "match clip --image absent.png --text cat")]
    [InlineData(1, "tpu", "match clip --image {image} --text cat --device tpu")]
    public async Task Run_WhatCannotBe_IsOneSentenceAndAnExitCode(int expected, string sentence, string line)
    {
        string[] args = [.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(a => a switch
        {
            "clip" or "owlvit" => GoldenFolder.Path(a),
            "{image}" => Image,
            _ => a,
        })];

        var (code, output, error) = await Run(args);

        Assert.Equal((expected, ""), (code, output));
        Assert.Contains(sentence, error, StringComparison.Ordinal);
        Assert.Equal(1, error.Count(c => c == '\n'));
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output, string Error)> Run(params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var code = await CheckpointTool.RunAsync(args, output, error, TestContext.Current.CancellationToken);
        return (code, output.ToString(), error.ToString());
    }
}
