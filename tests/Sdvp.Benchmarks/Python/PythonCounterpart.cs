using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Sdvp.Benchmarks.Python;

/// <summary>A Python script that measures on command. The script lies beside the executable, in the folder Python.</summary>
internal sealed class PythonCounterpart : IDisposable
{
    /// <summary>The first on the path, and the system's, which has what the system's packages bring.</summary>
    private static readonly string[] s_pythons = ["python3", "/usr/bin/python3"];

    private readonly Process _process;

    private PythonCounterpart(Process process) => _process = process;

    /// <summary>Starts a script.</summary>
    /// <param name="script">Name of its file.</param>
    /// <param name="problem">Why it did not start; null where it did.</param>
    /// <param name="modules">What it imports beside the standard library.</param>
    /// <returns>The script; null where no Python on this machine has the modules.</returns>
    public static PythonCounterpart? TryStart(string script, out string? problem, params string[] modules)
    {
        problem = null;
        foreach (var python in s_pythons)
        {
            if (modules.Length == 0 || HasModules(python, modules))
            {
                try
                {
                    return new PythonCounterpart(Process.Start(Start(python, "-u", Path.Combine(AppContext.BaseDirectory, "Python", script)))!);
                }
                catch (Win32Exception)
                {
                    // The next one may be there.
                }
            }
        }

        problem = modules.Length == 0 ? "python3 is not on this machine" : $"no python3 with {string.Join(" and ", modules)} is on this machine";
        return null;
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

    private static ProcessStartInfo Start(string python, params string[] arguments) =>
        new(python, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };

    private static bool HasModules(string python, string[] modules)
    {
        var start = Start(python, "-c", $"import {string.Join(", ", modules)}");
        start.RedirectStandardError = true;
        try
        {
            using var process = Process.Start(start)!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
