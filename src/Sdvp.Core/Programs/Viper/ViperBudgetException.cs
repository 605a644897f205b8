namespace Sdvp.Core.Programs.Viper;

/// <summary>A run was ended because a budget was spent. Nothing in the program can catch it.</summary>
public sealed class ViperBudgetException : ProgramExecutionException
{
    internal ViperBudgetException(ViperBudgetKind kind, string message, CallSite site)
        : base(message, ViperLanguage.LanguageName, site) => Kind = kind;

    /// <summary>What was spent.</summary>
    public ViperBudgetKind Kind { get; }
}
