using System.Diagnostics;
using Sdvp.Distillation.Tests.Toys;
using Sdvp.Distillation.Training;

namespace Sdvp.Distillation.Tests.Training.Killing;

/// <summary>A distillation in a process of its own that is killed without warning again and again.</summary>
[Collection(AloneDefinition.Name)]
public sealed class KillTests : IDisposable
{
    private const int Kills = 20;

    private readonly string _folder = Directory.CreateTempSubdirectory("sdvp-tests-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task DistillAsync_KilledAtTwentyInstants_EndsWithTheSameBytesAndAsksNothingTwice()
    {
        var whole = Directory.CreateDirectory(Path.Combine(_folder, "whole")).FullName;
        var expected = await KilledDistillation.RunAsync(whole, _ => { }, Token);
        var random = new Random(20);
        var killed = 0;

        // Where one distillation ends before it was killed often enough, the next one goes on.
        for (var run = 0; killed < Kills; run++)
        {
            var folder = Directory.CreateDirectory(Path.Combine(_folder, $"run{run}")).FullName;
            var killedBefore = killed;
            while (killed < Kills && await RunAndKillAsync(folder, random))
            {
                killed++;
            }

            Assert.True(killed > killedBefore, "The process ended before it could be killed once.");
            var result = await KilledDistillation.RunAsync(folder, _ => { }, Token);
            AssertSame(expected, result, whole, folder);
        }
    }

    /// <summary>Runs in the process that is killed.</summary>
    [Fact(Explicit = true)]
    public async Task Child()
    {
        var folder = Environment.GetEnvironmentVariable(KilledDistillation.FolderVariable) ?? throw new InvalidOperationException($"{KilledDistillation.FolderVariable} is not set.");
        await KilledDistillation.RunAsync(folder, p => Console.WriteLine(KilledDistillation.Describe(p)), Token);
    }

    private static void AssertSame(DistillationResult expected, DistillationResult result, string whole, string folder)
    {
        Assert.Equal(expected.Modules[0].Version, result.Modules[0].Version);
        Assert.Equal(expected.Modules[0].Curve, result.Modules[0].Curve);
        Assert.Equal(expected.Modules[0].Validation!.Points, result.Modules[0].Validation!.Points);
        Assert.Equal((expected.Before, expected.After), (result.Before, result.After));
        Assert.Equal(Weights(whole), Weights(folder));
        var (asked, twice) = AskedLog.Read(KilledDistillation.AskedFile(folder));
        Assert.Empty(twice);
        Assert.Equal(AskedLog.Read(KilledDistillation.AskedFile(whole)).Asked, asked);
        Assert.Equal(Logged(whole), Logged(folder));

        static byte[] Weights(string folder) => File.ReadAllBytes(Path.Combine(folder, "work", "colours", "VQA", "model.safetensors"));

        static (string, long, float)[] Logged(string folder) =>
            [.. Directory.EnumerateFiles(Path.Combine(folder, "logs"), "*tfevents*", SearchOption.AllDirectories).SelectMany(TrainingLog.Read).Order()];
    }

    /// <summary>Starts the process and kills it some reports and milliseconds later.</summary>
    /// <returns>False where it had ended by itself.</returns>
    private static async Task<bool> RunAndKillAsync(string folder, Random random)
    {
        var (reports, delay) = (random.Next(1, 60), TimeSpan.FromMilliseconds(random.NextDouble() * 20));
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet") { RedirectStandardOutput = true };
        foreach (var argument in (string[])["exec", typeof(KillTests).Assembly.Location, "-method", $"{typeof(KillTests).FullName}.{nameof(Child)}", "-explicit", "only"])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment[KilledDistillation.FolderVariable] = folder;
        using var process = Process.Start(start)!;
        var last = "";
        try
        {
            while (reports > 0 && await process.StandardOutput.ReadLineAsync(Token) is { } line)
            {
                last = line;
                reports -= line.StartsWith(KilledDistillation.ProgressMark, StringComparison.Ordinal) ? 1 : 0;
            }

            await Task.Delay(delay, Token);
        }
        finally
        {
            process.Kill();
        }

        var rest = await process.StandardOutput.ReadToEndAsync(Token);
        await process.WaitForExitAsync(Token);
        Assert.True(process.ExitCode != 1, rest);
        TestContext.Current.TestOutputHelper?.WriteLine($"{Path.GetFileName(folder)}: exit code {process.ExitCode} behind '{last}'");
        return process.ExitCode != 0;
    }
}
