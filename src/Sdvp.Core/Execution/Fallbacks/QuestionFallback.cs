using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs;
using Sdvp.Core.Values;

namespace Sdvp.Core.Execution.Fallbacks;

/// <summary>Asks a module of the signature <see cref="StandardSignatures.Vqa"/> the original question about the whole image. Named <c>question</c>.</summary>
/// <param name="module">The module that is asked. Default: <c>VQA</c>.</param>
/// <param name="input">The input variable that holds the image; null for the only image among the inputs. Default: null.</param>
public sealed class QuestionFallback(string module = "VQA", string? input = null) : IRunFallback
{
    /// <inheritdoc/>
    public string Name => "question";

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The request names no question, or it is not clear which image is meant.</exception>
    public async ValueTask<ProgramValue> AnswerAsync(FailedRun run, IModuleCaller caller, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(caller);
        var question = run.Request.Question ?? throw new InvalidOperationException(
            $"The request {run.Request.Id} has no question; set {nameof(ProgramRequest)}.{nameof(ProgramRequest.Question)} for the fallback to ask.");
        var arguments = ImmutableDictionary<string, ProgramValue>.Empty.Add("image", FindImage(run.Request)).Add("question", new TextValue(question));
        var site = new CallSite(run.FirstStepIndex, null, default);
        return (await caller.CallAsync(module, new ModuleCall(arguments), site, cancellationToken).ConfigureAwait(false)).Value!;
    }

    private ImageValue FindImage(ProgramRequest request)
    {
        ImageValue[] images = input is null
            ? [.. request.Inputs.Values.OfType<ImageValue>()]
            : request.Inputs.GetValueOrDefault(input) is ImageValue named ? [named] : [];
        return images.Length == 1 ? images[0] : throw new InvalidOperationException(
            $"The request {request.Id} has {(input is null ? $"{images.Length} images" : $"no image {input}")} among its inputs " +
            $"({string.Join(", ", request.Inputs.Keys.Order(StringComparer.Ordinal))}); name the input that holds the image when the fallback is made.");
    }
}
