using Sdvp.Core.Programs.Viper.Compilation;

namespace Sdvp.Core.Programs.Viper;

/// <summary>A checked and compiled Viper program. Immutable and thread-safe.</summary>
public sealed class ViperProgram : VisualProgram
{
    private readonly SourceText _text;

    internal ViperProgram(SourceText text, Code code, ViperEntry? entry)
        : base(ViperLanguage.LanguageName, text.Text)
    {
        _text = text;
        Code = code;
        Entry = entry;
    }

    /// <summary>The function whose result is the program's; null where the program is a fragment without one.</summary>
    public ViperEntry? Entry { get; }

    internal Code Code { get; }

    internal SourceSpan Span((int Start, int Length) place) => _text.Span(place.Start, place.Length);
}
