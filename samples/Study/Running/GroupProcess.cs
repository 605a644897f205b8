using System.Diagnostics;
using System.Globalization;

namespace Sdvp.Samples.Study.Running;

/// <summary>
/// Runs a group in a process of its own, with one thread for the networks: small networks gain little from a second thread, and two processes side by side gain the whole of it. What a
/// process had in memory is given back when it ends, and one that is killed loses nothing.
/// </summary>
internal static class GroupProcess
{
    private const char Mark = '@';

    /// <summary>Writes a report where the parent reads it.</summary>
    public static void Say(GroupProgress progress) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Mark}{progress.Done} {progress.Total} {progress.What}"));

    /// <summary>Starts this program with the option that names the group, and waits for its end.</summary>
    /// <exception cref="InvalidOperationException">The process failed; what it said last is in the message.</exception>
    public static async Task RunAsync(GroupName group, IReadOnlyList<string> arguments, IProgress<GroupProgress> progress, CancellationToken cancellationToken)
    {
        var program = Environment.ProcessPath ?? throw new InvalidOperationException("The path of this program is not known.");
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
        {
            start.ArgumentList.Add(typeof(GroupProcess).Assembly.Location);
        }

        foreach (var argument in arguments.Concat(["--group", group.ToString()]))
        {
            start.ArgumentList.Add(argument);
        }

        // Threads of the kernels are started before managed code could say how many.
        start.Environment["OMP_NUM_THREADS"] = "1";
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} could not be started.");
        await using var stop = cancellationToken.Register(() => process.Kill(entireProcessTree: true));
        var said = new Queue<string>();
        await Task.WhenAll(ReadAsync(process.StandardOutput), ReadAsync(process.StandardError), process.WaitForExitAsync(CancellationToken.None));
        cancellationToken.ThrowIfCancellationRequested();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"The part {group} ended with exit code {process.ExitCode}:{Environment.NewLine}{string.Join(Environment.NewLine, said)}");
        }

        async Task ReadAsync(StreamReader reader)
        {
            while (await reader.ReadLineAsync(CancellationToken.None) is { } line)
            {
                if (line.StartsWith(Mark) && line[1..].Split(' ', 3) is [var done, var total, var what])
                {
                    progress.Report(new GroupProgress(group, int.Parse(done, CultureInfo.InvariantCulture), int.Parse(total, CultureInfo.InvariantCulture), what));
                }
                else
                {
                    lock (said)
                    {
                        said.Enqueue(line);
                        while (said.Count > 20)
                        {
                            said.Dequeue();
                        }
                    }
                }
            }
        }
    }
}
