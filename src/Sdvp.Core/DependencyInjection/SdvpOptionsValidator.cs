using Microsoft.Extensions.Options;

namespace Sdvp.Core.DependencyInjection;

internal sealed class SdvpOptionsValidator : IValidateOptions<SdvpOptions>
{
    public ValidateOptionsResult Validate(string? name, SdvpOptions options)
    {
        List<string> problems = [.. options.Runner.FindProblems().Select(problem => $"{nameof(SdvpOptions)}.{nameof(SdvpOptions.Runner)}.{problem}")];
        if (!Enum.IsDefined(options.EmptyDetections))
        {
            problems.Add($"{nameof(SdvpOptions)}.{nameof(SdvpOptions.EmptyDetections)} is {options.EmptyDetections}; expected is one of the named policies.");
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
