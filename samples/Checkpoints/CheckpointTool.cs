using Sdvp.Modules.Architectures;
using Sdvp.Modules.Imaging;
using Sdvp.Modules.Torch.Native;
using Sdvp.Modules.Weights;

namespace Sdvp.Samples.Checkpoints;

/// <summary>The commands. Errors that a user can mend are one sentence.</summary>
public static class CheckpointTool
{
    private const int Success = 0;
    private const int Failure = 1;
    private const int WrongUse = 2;

    /// <summary>Runs a command.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="output">Takes the results.</param>
    /// <param name="error">Takes the sentence that says what went wrong.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The exit code: 0, 1 where the work failed, 2 where the command line cannot be understood.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(error);
        try
        {
            TorchNativeLibrary.Ensure();
            var arguments = CheckpointArguments.Parse(args);
            if (arguments.Command == "inspect")
            {
                InspectCommand.Run(arguments, output);
            }
            else
            {
                await AskCommand.RunAsync(arguments, output, cancellationToken).ConfigureAwait(false);
            }

            return Success;
        }
        catch (UsageException exception)
        {
            await error.WriteLineAsync(exception.Message).ConfigureAwait(false);
            return WrongUse;
        }
        catch (Exception exception) when (exception is InvalidDataException or InvalidWeightsException or InvalidImageException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync(exception.Message).ConfigureAwait(false);
            return Failure;
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync("Cancelled.").ConfigureAwait(false);
            return Failure;
        }
    }
}
