using Sdvp.Core.Values;

namespace Sdvp.Core.Programs.VisProg.Binding;

/// <summary>Which values fit which parameters.</summary>
internal static class TypeRules
{
    /// <summary>Whether an argument may fit: for a type that is only known when the program runs, it may.</summary>
    public static bool Fits(ProgramType argument, ProgramType parameter) =>
        argument == parameter || argument == ProgramType.Any || parameter == ProgramType.Any
        || (argument == ProgramType.Integer && parameter == ProgramType.Number);

    /// <summary>The value as the parameter takes it; null where it does not fit.</summary>
    public static ProgramValue? Convert(ProgramValue value, ProgramType parameter) => value switch
    {
        IntegerValue integer when parameter == ProgramType.Number => new NumberValue(integer.Value),
        _ => Fits(value.Type, parameter) ? value : null,
    };
}
