namespace Sdvp.Core.Programs.Viper;

/// <summary>A program raised an exception and did not catch it.</summary>
public sealed class ViperErrorException : ProgramExecutionException
{
    internal ViperErrorException(string type, string text, string hint, CallSite site)
        : base(text.Length == 0 ? $"{type}{hint}" : $"{type}: {text}{hint}", ViperLanguage.LanguageName, site)
    {
        ErrorType = type;
        ErrorText = text;
    }

    /// <summary>The exception's type in Python's terms, such as <c>ValueError</c>.</summary>
    public string ErrorType { get; }

    /// <summary>What <c>str</c> gives for the exception.</summary>
    public string ErrorText { get; }
}
