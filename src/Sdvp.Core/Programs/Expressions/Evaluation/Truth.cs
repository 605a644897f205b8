using Sdvp.Core.Values;

namespace Sdvp.Core.Programs.Expressions.Evaluation;

/// <summary>Truth values: zero and empty values are false.</summary>
internal static class Truth
{
    public static bool Of(Operand operand, SourceSpan span) => operand.Value switch
    {
        BooleanValue boolean => boolean.Value,
        IntegerValue integer => integer.Value != 0,
        NumberValue number => number.Value != 0,
        TextValue text => text.Text.Length > 0,
        ListValue list => !list.Items.IsEmpty,
        RegionsValue regions => !regions.Regions.IsEmpty,
        NoneValue => false,
        var value => throw new ExpressionException(
            $"{ValueText.Describe(value)} is neither true nor false; a condition takes a Boolean, a number, text, a list or regions.", span),
    };
}
