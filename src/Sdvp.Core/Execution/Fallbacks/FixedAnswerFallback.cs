using Sdvp.Core.Programs;
using Sdvp.Core.Values;

namespace Sdvp.Core.Execution.Fallbacks;

/// <summary>Gives one answer, whatever was asked. Named <c>fixed</c>.</summary>
/// <param name="answer">The answer.</param>
public sealed class FixedAnswerFallback(ProgramValue answer) : IRunFallback
{
    private readonly ProgramValue _answer = answer ?? throw new ArgumentNullException(nameof(answer));

    /// <inheritdoc/>
    public string Name => "fixed";

    /// <inheritdoc/>
    public ValueTask<ProgramValue> AnswerAsync(FailedRun run, IModuleCaller caller, CancellationToken cancellationToken = default) => new(_answer);
}
