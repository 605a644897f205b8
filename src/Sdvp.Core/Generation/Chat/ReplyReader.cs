using System.Collections.Immutable;
using Sdvp.Core.Programs;

namespace Sdvp.Core.Generation.Chat;

/// <summary>
/// Finds the program in a reply: the first code block that checks, or the text where there is no block. Thoughts that a model writes
/// between <c>&lt;think&gt;</c> tags are no part of the reply.
/// </summary>
internal static class ReplyReader
{
    private const string Fence = "```";
    private const string ThoughtBegin = "<think>";
    private const string ThoughtEnd = "</think>";
    private const int MaxBlocks = 20;

    public static ReplyReading Read(string reply, GenerationProfile profile, IProgramLanguage language, ProgramParseOptions options)
    {
        var text = WithoutThoughts(reply.ReplaceLineEndings("\n"));
        ReplyReading? best = null;
        foreach (var source in Sources(text, profile.StartMarker))
        {
            var parse = language.Parse(source, options);
            var reading = new ReplyReading(source, parse.Program, parse.Diagnostics);
            if (parse.Program is not null)
            {
                return reading;
            }

            best = best is null || Errors(reading) < Errors(best) ? reading : best;
        }

        return best!;
    }

    private static int Errors(ReplyReading reading) => reading.Diagnostics.Count(d => d.Severity == DiagnosticSeverity.Error);

    private static string WithoutThoughts(string text)
    {
        var end = text.LastIndexOf(ThoughtEnd, StringComparison.Ordinal);
        if (end >= 0)
        {
            return text[(end + ThoughtEnd.Length)..];
        }

        // Thoughts that never end leave no room for a program.
        return text.TrimStart().StartsWith(ThoughtBegin, StringComparison.Ordinal) ? "" : text;
    }

    private static ImmutableArray<string> Sources(string text, string? startMarker)
    {
        var blocks = Blocks(text.Split('\n'));
        return blocks.IsEmpty ? [FromMarker(text, startMarker)] : blocks;
    }

    // A fence begins a line, perhaps indented; a block that is never closed goes to the end, as in a reply that was cut off.
    private static ImmutableArray<string> Blocks(string[] lines)
    {
        var blocks = ImmutableArray.CreateBuilder<string>();
        var begin = -1;
        for (var i = 0; i <= lines.Length && blocks.Count < MaxBlocks; i++)
        {
            var isFence = i < lines.Length && lines[i].TrimStart().StartsWith(Fence, StringComparison.Ordinal);
            if (begin < 0 && isFence && !lines[i].TrimStart().TrimStart('`').Contains(Fence, StringComparison.Ordinal))
            {
                begin = i + 1;
            }
            else if (begin >= 0 && (isFence || i == lines.Length))
            {
                var block = string.Join('\n', lines[begin..i]);
                if (!string.IsNullOrWhiteSpace(block))
                {
                    blocks.Add(block);
                }

                begin = -1;
            }
        }

        return blocks.ToImmutable();
    }

    private static string FromMarker(string text, string? startMarker)
    {
        if (startMarker is null || text.StartsWith(startMarker, StringComparison.Ordinal))
        {
            return text;
        }

        var begin = text.IndexOf($"\n{startMarker}", StringComparison.Ordinal);
        return begin < 0 ? text : text[(begin + 1)..];
    }
}
