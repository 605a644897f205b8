using System.Text.Json;
using Sdvp.Distillation.Tests.Evaluation;
using Sdvp.Samples.VisProg;

namespace Sdvp.Distillation.Tests.Samples;

public sealed class VisProgSampleTests : IDisposable
{
    private static readonly string _example = Path.Combine(FindRoot(), "samples", "VisProg", "example");

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static string Scene => Path.Combine(_example, "scene.png");

    private static string Cross => Path.Combine(_example, "cross.vp");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Run_Example_PrintsItsAnswerAndWritesItsPage()
    {
        var page = _folder.File("cross.html");

        var (code, output, errors) = await RunAsync([Cross, "--image", Scene, "--out", page, "--expect", "yes"]);

        Assert.Equal((0, $"yes (as expected){Environment.NewLine}", $"rationale: {page}{Environment.NewLine}"), (code, output, errors));
        var html = await File.ReadAllTextAsync(page, Cancellation);
        Assert.Contains("Is the cross to the right of the purple diamond orange?", html, StringComparison.Ordinal);
        Assert.Contains("id=\"s6\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_SeveralWithJson_GivesALineForEachAndAList()
    {
        var refused = await WriteAsync("refused.vp", "A=LOCK(image=IMAGE,object='cross')\nR=RESULT(var=A)");

        var (code, output, _) = await RunAsync([Cross, refused, "--image", Scene, "--out", _folder.File("pages"), "--json"]);

        var lines = output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        Assert.Equal(1, code);
        Assert.Equal(["answer", "refused"], lines.Select(l => l.GetProperty("outcome").GetString()));
        Assert.Equal("yes", lines[0].GetProperty("answer").GetString());
        Assert.Equal((1, 3), (lines[1].GetProperty("line").GetInt32(), lines[1].GetProperty("column").GetInt32()));
        Assert.True(File.Exists(Path.Combine(_folder.File("pages"), "index.html")));
        Assert.Equal(4, Directory.GetFiles(Path.Combine(_folder.File("pages"), "runs")).Length);
    }

    [Fact]
    public async Task Run_RefusedWithFallback_AsksTheQuestionItself()
    {
        var refused = await WriteAsync("refused.vp", "# what color is the cross?\nA=NOTHING()\n");

        var (code, output, errors) = await RunAsync([refused, "--image", Scene, "--fallback", "--out", _folder.File("r.html")]);

        Assert.Equal((1, $"orange (by the fallback question){Environment.NewLine}"), (code, output));
        Assert.Contains("error VP002", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_PairOfImages_AreLeftAndRight()
    {
        var pair = await WriteAsync("pair.vp", "A=VQA(image=LEFT,question='what color is the cross?')\nB=VQA(image=RIGHT,question='what color is the cross?')\nC=EVAL(expr='{A} == {B}')\nR=RESULT(var=C)");

        Assert.Equal(0, (await RunAsync([pair, "--image", Scene, "--image2", Scene, "--out", _folder.File("a.html")])).Code);
        Assert.Equal(0, (await RunAsync([pair, "--left", Scene, "--right", Scene, "--out", _folder.File("b.html")])).Code);
    }

    [Theory]
    [InlineData("A=VQA(image=IMAGE,question='a')\nR=RESULT(var=A)", false, 0, "1 file, 0 errors, 0 warnings")]
    [InlineData("A=VQA(image=IMAGE,question='a')\nR=RESULT(var=A", false, 0, "1 file, 0 errors, 1 warning")]
    [InlineData("A=VQA(image=IMAGE,question='a')\nR=RESULT(var=A", true, 1, "1 file, 1 error, 0 warnings")]
    [InlineData("A=VQA(image=LEFT)\nR=RESULT(var=B)", false, 1, "1 file, 2 errors, 0 warnings")]
    [InlineData("O=SEG(image=IMAGE)\nS=SELECT(image=IMAGE,object=O,query='dog',category=None)\nI=REPLACE(image=IMAGE,object=S,prompt='cat')\nR=RESULT(var=I)", false, 0, "1 file, 0 errors, 0 warnings")]
    [InlineData("LEFT=LOC(image=IMAGE,object='a')\nR=COUNT(box=LEFT)\nF=RESULT(var=R)", false, 0, "1 file, 0 errors, 0 warnings")]
    public async Task Check_Program_PrintsFindingsAndExitsByErrors(string source, bool strict, int code, string summary)
    {
        var file = await WriteAsync("p.vp", source);

        var result = await RunAsync(["check", file, .. strict ? ["--strict"] : Array.Empty<string>()]);

        Assert.Equal((code, ""), (result.Code, result.Errors));
        Assert.EndsWith(summary + Environment.NewLine, result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_Json_GivesALineForEachFile()
    {
        var bad = await WriteAsync("bad.vp", "A=VQA(image=IMAGE)\nR=RESULT(var=A)");

        var (code, output, _) = await RunAsync(["check", Cross, bad, "--json"]);

        var lines = output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        Assert.Equal(1, code);
        Assert.Equal([0, 1], lines.Select(l => l.GetProperty("errors").GetInt32()));
        Assert.Equal("VP016", lines[1].GetProperty("diagnostics")[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task Check_StandardInput_IsReadUnderItsName()
    {
        var (code, output, _) = await RunAsync(["check", "-"], input: "A=NO()\n");

        Assert.Equal(1, code);
        Assert.StartsWith("-:", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Generate_NothingConfigured_SaysHowInOneSentence()
    {
        var (code, output, errors) = await RunAsync(["generate", "How many crosses?"]);

        Assert.Equal((2, ""), (code, output));
        Assert.Single(errors.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("SDVP_CHAT_ENDPOINT", errors, StringComparison.Ordinal);
        Assert.Contains("SDVP_CHAT_MODEL", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Generate_WithoutImage_PrintsTheProgram()
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();

        var code = await GenerateCommand.RunAsync(
            CommandArguments.Parse(["generate", "What color is the cross?"]), new ScriptedChat("```\nA=VQA(image=IMAGE,question='what color is the cross?')\nR=RESULT(var=A)\n```"), output, errors, Cancellation);

        Assert.Equal((0, ""), (code, errors.ToString()));
        Assert.Equal($"A=VQA(image=IMAGE,question='what color is the cross?')\nR=RESULT(var=A){Environment.NewLine}", output.ToString());
    }

    [Fact]
    public async Task Generate_WithImage_AnswersAndExplains()
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var page = _folder.File("g.html");

        var code = await GenerateCommand.RunAsync(
            CommandArguments.Parse(["generate", "What color is the cross?", "--image", Scene, "--samples", "3", "--out", page, "--cache", _folder.File("cache")]),
            new ScriptedChat("A=VQA(image=IMAGE,question='what color is the cross?')\nR=RESULT(var=A)"), output, errors, Cancellation);

        Assert.Equal(0, code);
        Assert.EndsWith($"orange{Environment.NewLine}", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("100% of 3 samples agree", await File.ReadAllTextAsync(page, Cancellation), StringComparison.Ordinal);
        Assert.Equal(3, Directory.GetFiles(_folder.File("cache"), "*.json", SearchOption.AllDirectories).Length);
    }

    [Fact]
    public async Task Generate_ModelThatOnlyTalks_ExitsWith1()
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();

        var code = await GenerateCommand.RunAsync(CommandArguments.Parse(["generate", "What is it?"]), new ScriptedChat("I cannot see pictures."), output, errors, Cancellation);

        Assert.Equal((1, ""), (code, output.ToString()));
        Assert.StartsWith("error: There is no program", errors.ToString(), StringComparison.Ordinal);
    }

    public static TheoryData<string[]> BadLines => new()
    {
        new[] { "nothing.vp", "--image", "x.png" },
        new[] { "check", "nothing.vp" },
        new[] { "--image" },
        new[] { "--bogus" },
        new[] { "check" },
        new[] { "generate" },
        new[] { "generate", "q", "--samples", "0" },
        new[] { Cross, "--image", "nothing.png" },
        new[] { Cross, "--image", Cross },
        new[] { Cross, "--image2", Scene },
        new[] { Cross, "--image", Scene, "--image2", Scene, "--left", Scene },
        new[] { Cross, "--json", "--json" },
    };

    [Theory]
    [MemberData(nameof(BadLines))]
    public async Task Run_BadCommandLine_IsOneLineAndExitCode2(string[] args)
    {
        var (code, output, errors) = await RunAsync(args, environment: name => name == "SDVP_CHAT_ENDPOINT" ? "http://localhost:1" : "m");

        Assert.Equal((2, ""), (code, output));
        Assert.StartsWith("error: ", Assert.Single(errors.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ftp://x", "m")]
    [InlineData("nonsense", "m")]
    [InlineData("http://localhost:1", "")]
    public async Task Generate_BadEndpoint_IsOneLineAndExitCode2(string endpoint, string model)
    {
        var (code, _, errors) = await RunAsync(["generate", "q"], environment: name => name switch { "SDVP_CHAT_ENDPOINT" => endpoint, "SDVP_CHAT_MODEL" => model, _ => null });

        Assert.Equal(2, code);
        Assert.Single(errors.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("check", "--help")]
    [InlineData]
    public async Task Run_Help_PrintsUsage(params string[] args)
    {
        var (code, output, errors) = await RunAsync(args);

        Assert.Equal((0, CommandArguments.Usage, ""), (code, output, errors));
    }

    private static async Task<(int Code, string Output, string Errors)> RunAsync(string[] args, string input = "", Func<string, string?>? environment = null)
    {
        using var reader = new StringReader(input);
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var code = await Commands.RunAsync(args, reader, output, errors, environment ?? (_ => null), Cancellation);
        return (code, output.ToString(), errors.ToString());
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Sdvp.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests run outside of the repository.");
        }

        return folder;
    }

    private async Task<string> WriteAsync(string name, string source)
    {
        var path = _folder.File(name);
        await File.WriteAllTextAsync(path, source, Cancellation);
        return path;
    }
}
