using Microsoft.Extensions.Options;
using Sdvp.Core.Programs.Viper;

namespace Sdvp.Core.DependencyInjection;

internal sealed class ViperOptionsValidator : IValidateOptions<ViperOptions>
{
    public ValidateOptionsResult Validate(string? name, ViperOptions options)
    {
        List<string> problems = [.. options.FindProblems().Select(problem => $"{nameof(ViperOptions)}.{problem}")];
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
