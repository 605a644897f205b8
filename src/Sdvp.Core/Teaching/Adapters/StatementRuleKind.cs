namespace Sdvp.Core.Teaching.Adapters;

/// <summary>What kind of answer a <see cref="StatementRule"/> makes statements for.</summary>
public enum StatementRuleKind
{
    /// <summary>One statement; its truth is the answer yes.</summary>
    YesNo,

    /// <summary>One statement for each number from 0 to a maximum.</summary>
    Count,

    /// <summary>One statement for each candidate of a list.</summary>
    Choice,
}
