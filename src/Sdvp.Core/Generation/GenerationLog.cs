using Microsoft.Extensions.Logging;

namespace Sdvp.Core.Generation;

internal static partial class GenerationLog
{
    [LoggerMessage(20, LogLevel.Warning, "Profile {Profile}, sample {Sample}: {Message}")]
    public static partial void CallFailed(ILogger logger, Exception? error, string profile, int sample, string message);

    [LoggerMessage(21, LogLevel.Debug, "Profile {Profile}, sample {Sample}, round {Round}: the program was refused, {Errors} errors.")]
    public static partial void Refused(ILogger logger, string profile, int sample, int round, int errors);

    [LoggerMessage(22, LogLevel.Debug, "Profile {Profile}: {Count} examples are left out, they call what is not registered.")]
    public static partial void ExamplesLeftOut(ILogger logger, string profile, int count);
}
