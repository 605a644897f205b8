using Sdvp.Modules.Imaging;

namespace Sdvp.Samples.VisProg;

/// <summary>The commands. Whatever goes wrong is one line on the error stream and an exit code.</summary>
internal static class Commands
{
    public static async Task<int> RunAsync(
        string[] args, TextReader input, TextWriter output, TextWriter errors, Func<string, string?> environment, CancellationToken cancellationToken)
    {
        try
        {
            var arguments = CommandArguments.Parse(args);
            if (arguments.WantsHelp)
            {
                await output.WriteAsync(CommandArguments.Usage);
                return ExitCodes.Done;
            }

            return arguments.Command switch
            {
                CommandArguments.Check => await CheckCommand.RunAsync(arguments, input, output, cancellationToken),
                CommandArguments.Generate => await GenerateCommand.RunAsync(arguments, output, errors, environment, cancellationToken),
                _ => await RunCommand.RunAsync(arguments, input, output, errors, cancellationToken),
            };
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await errors.WriteLineAsync("error: stopped");
            return ExitCodes.Stopped;
        }
        catch (Exception error) when (error is UsageException or IOException or UnauthorizedAccessException or InvalidImageException)
        {
            await errors.WriteLineAsync($"error: {OneLine(error)}");
            return ExitCodes.Usage;
        }
        catch (Exception error)
        {
            // Nothing that a user did: still one line, and another code, so that scripts can tell.
            await errors.WriteLineAsync($"error: {error.GetType().Name}: {OneLine(error)}");
            return ExitCodes.Internal;
        }
    }

    private static string OneLine(Exception error) => error.Message.ReplaceLineEndings(" ").Trim();
}
