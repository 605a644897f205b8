using System.Diagnostics.CodeAnalysis;
using Sdvp.Core.Recording;
using Sdvp.Core.Values;

namespace Sdvp.Core.Teaching.Adapters;

/// <summary>Reads an image and a text from the arguments of a step, or says why it cannot.</summary>
internal static class StepReader
{
    public static bool TryRead(
        StepRecord step,
        string module,
        string imageParameter,
        string textParameter,
        [NotNullWhen(true)] out ImageValue? image,
        [NotNullWhen(true)] out string? text,
        [NotNullWhen(false)] out Abstention? abstention)
    {
        image = null;
        text = null;
        if (!string.Equals(step.Module, module, StringComparison.Ordinal))
        {
            abstention = new Abstention(AbstentionCodes.WrongModule, $"The step called {step.Module}; this adapter serves {module}.");
            return false;
        }

        if (step.Error is not null)
        {
            abstention = new Abstention(AbstentionCodes.FailedStep, $"The step failed: {step.Error}");
            return false;
        }

        image = step.Arguments.GetValueOrDefault(imageParameter) as ImageValue;
        text = (step.Arguments.GetValueOrDefault(textParameter) as TextValue)?.Text;
        abstention = image is null || string.IsNullOrWhiteSpace(text)
            ? new Abstention(
                AbstentionCodes.BadArguments,
                $"The adapter reads an image '{imageParameter}' and a text '{textParameter}', but the step's arguments are: "
                + $"{string.Join(", ", step.Arguments.OrderBy(a => a.Key, StringComparer.Ordinal).Select(a => $"{a.Key}: {a.Value.Type}"))}.")
            : null;
        return abstention is null;
    }

    public static void ThrowIfImagesDiffer(ITeacher teacher, int expected, string adapter, string parameterName)
    {
        ArgumentNullException.ThrowIfNull(teacher, parameterName);
        if (teacher.ImagesPerQuery != expected)
        {
            throw new ArgumentException(
                $"{adapter} puts queries with {expected} image(s), but the teacher takes {teacher.ImagesPerQuery}. Use the adapter for that kind of task.",
                parameterName);
        }
    }

    public static void ThrowIfAnswersDiffer(int answers, int queries)
    {
        if (answers != queries)
        {
            throw new ArgumentException($"The step has {queries} queries, but {answers} answers were given; expected is one for each.", nameof(answers));
        }
    }

    public static void ThrowIfNotAShare(double value, string option)
    {
        if (!(value is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(option, value, $"{option} is a share from 0 to 1.");
        }
    }
}
