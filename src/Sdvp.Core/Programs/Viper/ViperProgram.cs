using Sdvp.Core.Programs.Viper.Api;
using Sdvp.Core.Programs.Viper.Compilation;

namespace Sdvp.Core.Programs.Viper;

/// <summary>A checked and compiled Viper program. Immutable and thread-safe.</summary>
public sealed class ViperProgram : VisualProgram
{
    private readonly SourceText _text;

    internal ViperProgram(SourceText text, Code code, ViperEntry? entry, LeafNames leaves)
        : base(ViperLanguage.LanguageName, text.Text)
    {
        _text = text;
        Code = code;
        Entry = entry;
        Leaves = leaves;
    }

    /// <summary>The function whose result is the program's; null where the program is a fragment without one.</summary>
    public ViperEntry? Entry { get; }

    internal Code Code { get; }

    /// <summary>The modules that it was checked against.</summary>
    internal LeafNames Leaves { get; }

    internal SourceSpan Span((int Start, int Length) place) => _text.Span(place.Start, place.Length);
}
