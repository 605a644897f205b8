using System.Collections.Immutable;
using Sdvp.Core.Rationale.Html;
using Sdvp.Core.Values;

namespace Sdvp.Core.Rationale;

/// <summary>What the list of runs keeps of one run; small, so that a list may be long.</summary>
public sealed record RationaleEntry
{
    private const int ThumbnailSide = 64;
    private const int MaxThumbnails = 2;

    /// <summary>The example's id.</summary>
    public required string Id { get; init; }

    /// <summary>The question.</summary>
    public required string Question { get; init; }

    /// <summary>Where the page of the run is, relative to the list.</summary>
    public required string Link { get; init; }

    /// <summary>The task or kind of question; null where it is unknown.</summary>
    public string? Family { get; init; }

    /// <summary>The answer; null where there is none.</summary>
    public string? Answer { get; init; }

    /// <summary>Whether the answer is the expected one; null where that is unknown.</summary>
    public bool? IsCorrect { get; init; }

    /// <summary>Whether the program failed, or was refused.</summary>
    public bool HasFailed { get; init; }

    /// <summary>Whether a fallback was taken.</summary>
    public bool FellBack { get; init; }

    /// <summary>Whether the source was repaired.</summary>
    public bool IsRepaired { get; init; }

    /// <summary>Small copies of the first input images, by name.</summary>
    public ImmutableArray<KeyValuePair<string, ImageBuffer>> Thumbnails { get; init; } = [];

    /// <summary>Keeps what the list needs of a run.</summary>
    /// <param name="rationale">The run.</param>
    /// <param name="link">Where its page is, relative to the list.</param>
    /// <returns>The entry.</returns>
    public static RationaleEntry From(RunRationale rationale, string link)
    {
        ArgumentNullException.ThrowIfNull(rationale);
        ArgumentNullException.ThrowIfNull(link);
        return new RationaleEntry
        {
            Id = rationale.Id,
            Question = rationale.Question,
            Link = link,
            Family = rationale.Family,
            Answer = rationale.Value is ImageValue ? "picture" : rationale.Answer,
            IsCorrect = rationale.IsCorrect,
            HasFailed = rationale.Failure is not null,
            FellBack = rationale.FellBack,
            IsRepaired = rationale.IsRepaired,
            Thumbnails =
            [
                .. rationale.Inputs.Where(i => i.Value is ImageValue).OrderBy(i => i.Key, StringComparer.Ordinal).Take(MaxThumbnails)
                    .Select(i => KeyValuePair.Create(i.Key, ImageScaling.Fit(((ImageValue)i.Value).Pixels, ThumbnailSide))),
            ],
        };
    }
}
