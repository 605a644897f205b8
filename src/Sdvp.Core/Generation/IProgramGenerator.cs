namespace Sdvp.Core.Generation;

/// <summary>Writes programs for questions: a language model behind a chat client, or programs that were stored before. Thread-safe.</summary>
public interface IProgramGenerator
{
    /// <summary>Writes one or several programs for a question. What goes wrong stands in the result and is not thrown.</summary>
    /// <param name="request">The question.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The programs, checked against the modules that are registered now, and what was wrong with those that were refused.</returns>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    Task<ProgramGeneration> GenerateAsync(GenerationRequest request, CancellationToken cancellationToken = default);
}
