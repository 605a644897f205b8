using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Sdvp.Benchmarks.Python;

/// <summary>A Python script that measures on command. The script lies beside the executable, in the folder Python.</summary>
internal sealed class PythonCounterpart : IDisposable
{
    private readonly Process _process;

    private PythonCounterpart(Process process) => _process = process;

    /// <summary>Starts a script.</summary>
    /// <param name="script">Name of its file.</param>
    /// <param name="problem">Why it did not start; null where it did.</param>
    /// <returns>The script; null where there is no Python.</returns>
    public static PythonCounterpart? TryStart(string script, out string? problem)
    {
        problem = null;
        var start = new ProcessStartInfo("python3", ["-u", Path.Combine(AppContext.BaseDirectory, "Python", script)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        try
        {
            return new PythonCounterpart(Process.Start(start)!);
        }
        catch (Win32Exception)
        {
            problem = "python3 is not on this machine";
            return null;
        }
    }

    /// <summary>Sends a command and waits for the answer.</summary>
    /// <param name="command">One line.</param>
    /// <returns>One line.</returns>
    public async Task<string> AskAsync(string command)
    {
        await _process.StandardInput.WriteLineAsync(command);
        await _process.StandardInput.FlushAsync();
        return await _process.StandardOutput.ReadLineAsync()
            ?? throw new InvalidOperationException($"The Python script ended with the exit code {(_process.WaitForExit(1000) ? _process.ExitCode : null)} at the command '{command}'.");
    }

    /// <summary>Sends a command whose answer is a number.</summary>
    /// <param name="command">One line.</param>
    /// <returns>The number.</returns>
    public async Task<double> AskNumberAsync(string command) => double.Parse(await AskAsync(command), CultureInfo.InvariantCulture);

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
