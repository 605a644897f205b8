namespace Sdvp.Core.Programs.Viper.Syntax;

/// <summary>Python's reserved words, and those of them that programs here must do without.</summary>
internal static class Keywords
{
    public static IReadOnlySet<string> All { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif", "else", "except",
        "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try",
        "while", "with", "yield",
    };

    /// <summary>Why a statement or expression that begins with a word is refused; null where it is not.</summary>
    public static string? Refusal(string keyword) => keyword switch
    {
        "class" => "'class' is not supported; write functions, and keep what belongs together in a tuple or a dict.",
        "with" => "'with' is not supported; programs open nothing that must be closed.",
        "yield" => "'yield' is not supported; append to a list and return it, or write a generator expression.",
        "async" or "await" => $"'{keyword}' is not supported; calls of modules wait for their results by themselves.",
        "global" => "'global' is not supported; return the value, or use 'nonlocal' for a variable of an enclosing function.",
        _ => null,
    };
}
