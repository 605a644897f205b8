using System.Globalization;
using Sdvp.Core.Generation;

namespace Sdvp.Core.Rationale.Html;

/// <summary>Where a program came from: votes, the model's replies.</summary>
internal static class GenerationView
{
    private const int MaxAnswers = 8;

    public static void Write(HtmlBuilder html, RunRationale rationale)
    {
        if (rationale.Vote is { } vote && vote.Generation.Candidates.Length > 1)
        {
            WriteVote(html, vote);
        }

        if (rationale.Candidate is { Replies.IsEmpty: false } candidate)
        {
            WriteReplies(html, candidate);
        }
    }

    private static void WriteVote(HtmlBuilder html, ProgramVote vote)
    {
        var samples = vote.Generation.Candidates.Length;
        html.Element("h3", "Votes", ("class", "sub")).Open("ul", ("class", "bars"));
        foreach (var count in vote.Counts.Take(MaxAnswers))
        {
            Bar(StepView.Shorten(count.Answer), count.Votes, count == vote.Counts[0] ? "top" : "");
        }

        if (vote.Abstentions > 0)
        {
            Bar("no answer", vote.Abstentions, "");
        }

        html.Close("ul");

        void Bar(string answer, int votes, string style) => html.Open("li", ("class", style)).Element("span", answer, ("class", "name")).Open("span", ("class", "bar"))
            .Element("i", "", ("class", "fill"), ("style", $"width:{HtmlBuilder.Number(100.0 * votes / samples)}%")).Close("span")
            .Element("span", string.Create(CultureInfo.InvariantCulture, $"{votes}/{samples}"), ("class", "p")).Close("li");
    }

    private static void WriteReplies(HtmlBuilder html, ProgramCandidate candidate)
    {
        var source = candidate.IsCached ? "from the cache" : "by the model";
        var repaired = candidate.RepairRounds == 0 ? "" : $", repaired in {PageText.Count(candidate.RepairRounds, "round")}";
        html.Open("details", ("class", "replies")).Element("summary", $"Written {source}, sample {(candidate.Sample + 1).ToString(CultureInfo.InvariantCulture)}{repaired}");
        foreach (var reply in candidate.Replies)
        {
            html.Element("pre", StepView.Shorten(reply));
        }

        html.Close("details");
    }
}
