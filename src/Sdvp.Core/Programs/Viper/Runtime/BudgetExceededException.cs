namespace Sdvp.Core.Programs.Viper.Runtime;

/// <summary>A budget is spent. No handler of the program sees it. Never leaves the language.</summary>
internal sealed class BudgetExceededException(ViperBudgetKind kind, string message) : Exception(message)
{
    public ViperBudgetKind Kind => kind;
}
