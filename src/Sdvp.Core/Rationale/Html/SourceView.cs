using System.Collections.Immutable;
using System.Globalization;
using Sdvp.Core.Programs;

namespace Sdvp.Core.Rationale.Html;

/// <summary>A program's source: words in colour, calls linked to their steps, findings under the lines that they point to.</summary>
internal sealed class SourceView
{
    private const int MaxLines = 2_000;
    private const int MaxChips = 6;
    private const int NoGroup = -1;

    private readonly string _source;
    private readonly SourceText _text;
    private readonly TokenKind[] _kinds;
    private readonly int[] _groupOf;
    private readonly bool[] _isMarked;
    private readonly ImmutableArray<ImmutableArray<RationaleStep>> _groups;
    private readonly ILookup<int, ProgramDiagnostic> _diagnostics;
    private readonly StepTree _steps;
    private readonly int _lines;
    private readonly HashSet<int> _begun = [];

    public SourceView(string source, ImmutableArray<ProgramDiagnostic> diagnostics, StepTree steps)
    {
        _source = source;
        _text = new SourceText(source);
        _kinds = SourceHighlighter.Classify(source);
        _steps = steps;
        // The end of the last line begins no other.
        _lines = _text.LineCount > 1 && _text.Line(_text.LineCount).IsEmpty ? _text.LineCount - 1 : _text.LineCount;
        _diagnostics = diagnostics.ToLookup(d => Math.Clamp(d.Span.Line, 1, _lines));
        _groups = [.. steps.Roots.Where(s => IsInside(s.Span)).GroupBy(s => (s.Span.Start, s.Span.Length)).Select(g => g.ToImmutableArray())];
        _groupOf = new int[source.Length];
        Array.Fill(_groupOf, NoGroup);

        // Longest first, so that of calls inside of calls the innermost keeps its characters.
        foreach (var group in Enumerable.Range(0, _groups.Length).OrderByDescending(g => _groups[g][0].Span.Length))
        {
            var span = _groups[group][0].Span;
            _groupOf.AsSpan(span.Start, span.Length).Fill(group);
        }

        _isMarked = new bool[source.Length];
        foreach (var span in diagnostics.Select(d => d.Span).Where(IsInside))
        {
            _isMarked.AsSpan(span.Start, span.Length).Fill(true);
        }
    }

    public void Write(HtmlBuilder html)
    {
        html.Open("ol", ("class", "src"));
        var chips = _steps.Roots.Where(s => IsInside(s.Span)).ToLookup(s => s.Span.Line);
        for (var line = 1; line <= Math.Min(_lines, MaxLines); line++)
        {
            html.Open("li", ("class", chips[line].Any() ? "line run" : "line")).Open("span", ("class", "no"), ("aria-hidden", "true")).Text(line.ToString(CultureInfo.InvariantCulture)).Close("span");
            WriteLine(html, line);
            WriteChips(html, [.. chips[line]]);
            foreach (var diagnostic in _diagnostics[line])
            {
                WriteDiagnostic(html, diagnostic);
            }

            html.Close("li");
        }

        html.Close("ol");
        if (_lines > MaxLines)
        {
            html.Element("p", string.Create(CultureInfo.InvariantCulture, $"and {_lines - MaxLines} more lines"), ("class", "muted"));
        }
    }

    private bool IsInside(SourceSpan span) => span.Start >= 0 && span.Length > 0 && (long)span.Start + span.Length <= _source.Length;

    private void WriteLine(HtmlBuilder html, int line)
    {
        html.Open("code");
        var (start, end) = _text.LineRange(line);
        for (var i = start; i < end;)
        {
            var group = _groupOf[i];
            var close = i;
            while (close < end && _groupOf[close] == group)
            {
                close++;
            }

            if (group != NoGroup)
            {
                WriteLink(html, group);
            }

            WriteWords(html, i, close);
            html.Raw(group != NoGroup ? "</a>" : "");
            i = close;
        }

        html.Close("code");
    }

    private void WriteLink(HtmlBuilder html, int group)
    {
        var first = _groups[group][0];
        var style = $"call {_steps.ColourOf(first.Module)}{(_groups[group].Any(s => s.Error is not null) ? " bad" : "")}";
        var target = HtmlBuilder.Number(first.Index);
        if (_begun.Add(group))
        {
            _steps.Anchor(first);
            html.Open("a", ("class", style), ("id", $"p{target}"), ("href", $"#s{target}"));
        }
        else
        {
            html.Open("a", ("class", style), ("href", $"#s{target}"), ("tabindex", "-1"));
        }
    }

    private void WriteWords(HtmlBuilder html, int start, int end)
    {
        for (var i = start; i < end;)
        {
            var close = i;
            while (close < end && _kinds[close] == _kinds[i] && _isMarked[close] == _isMarked[i])
            {
                close++;
            }

            var style = $"{StyleOf(_kinds[i])}{(_isMarked[i] ? " mark" : "")}".Trim();
            if (style.Length == 0)
            {
                html.Text(_source[i..close]);
            }
            else
            {
                html.Element("span", _source[i..close], ("class", style));
            }

            i = close;
        }
    }

    // A line in a loop calls many times: the first calls are linked, the others counted.
    private void WriteChips(HtmlBuilder html, ImmutableArray<RationaleStep> steps)
    {
        if (steps.IsEmpty)
        {
            return;
        }

        html.Open("span", ("class", "chips"));
        foreach (var step in steps.Take(MaxChips))
        {
            var number = (step.Index + 1).ToString(CultureInfo.InvariantCulture);
            html.Element(
                "a", number, ("class", $"chip {_steps.ColourOf(step.Module)}{(step.Error is null ? "" : " bad")}"),
                ("href", $"#s{HtmlBuilder.Number(step.Index)}"), ("aria-label", $"step {number}, {step.Module}"));
        }

        if (steps.Length > MaxChips)
        {
            html.Element("span", $"+{(steps.Length - MaxChips).ToString(CultureInfo.InvariantCulture)}", ("class", "muted"));
        }

        html.Close("span");
    }

    private static void WriteDiagnostic(HtmlBuilder html, ProgramDiagnostic diagnostic)
    {
        var isError = diagnostic.Severity == DiagnosticSeverity.Error;
        html.Open("p", ("class", isError ? "finding bad" : "finding")).Element("b", $"{(isError ? "error" : "warning")} {diagnostic.Code}").Text($" {diagnostic.Message}");
        if (diagnostic.Suggestion is { Length: > 0 } suggestion)
        {
            html.Text(" Suggestion: ").Element("code", suggestion);
        }

        html.Close("p");
    }

    private static string StyleOf(TokenKind kind) => kind switch
    {
        TokenKind.Call => "tc",
        TokenKind.Word => "tw",
        TokenKind.Text => "tt",
        TokenKind.Number => "tn",
        TokenKind.Comment => "tm",
        _ => "",
    };
}
