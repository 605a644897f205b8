using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs.VisProg;
using Sdvp.Core.Values;

namespace Sdvp.Core.Composed;

/// <summary>LOC with the thresholds, places and labels of a task over a detector; boxes end one pixel before the image does, as VisProg's do.</summary>
internal sealed class LocSettingsModule : IVisualModule
{
    private readonly ModuleSource _detector;
    private readonly VisProgLocSettings _settings;

    public LocSettingsModule(string name, ModuleSource detector, VisProgLocSettings settings)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(settings);
        if (detector.Requires.Contains(name))
        {
            throw new ArgumentException($"{name} cannot stand over itself; register the detector under another name.", nameof(name));
        }

        Signature = StandardSignatures.Loc(name) with { Requires = [.. detector.Requires] };
        _detector = detector;
        _settings = settings;
    }

    public ModuleSignature Signature { get; }

    public ModuleVersion Version => new($"loc-settings/1 {_settings} over {_detector.VersionText}");

    public async ValueTask<IReadOnlyList<ModuleResult>> InvokeAsync(IReadOnlyList<ModuleCall> calls, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(calls);
        var results = new ModuleResult[calls.Count];
        var asked = new List<int>(calls.Count);
        for (var i = 0; i < results.Length; i++)
        {
            if (Place(calls[i]) is { } place)
            {
                results[i] = ModuleResult.FromValue(new RegionsValue([new Region(place)]));
            }
            else
            {
                asked.Add(i);
            }
        }

        var answers = asked.Count == 0
            ? []
            : await _detector.Get().InvokeAsync([.. asked.Select(i => calls[i])], cancellationToken).ConfigureAwait(false);
        if (answers.Count != asked.Count)
        {
            throw new InvalidOperationException($"The detector gave {answers.Count} results for {asked.Count} calls; expected is one for each.");
        }

        for (var k = 0; k < asked.Count; k++)
        {
            results[asked[k]] = Filter(calls[asked[k]], answers[k]);
        }

        return results;
    }

    private PixelBox? Place(ModuleCall call)
    {
        if (!_settings.KnowsPlaces)
        {
            return null;
        }

        var image = call.Get<ImageValue>("image");
        var (width, height) = (image.Width, image.Height);
        return call.Get<TextValue>("object").Text switch
        {
            "TOP" => new PixelBox(0, 0, width - 1, height / 2),
            "BOTTOM" => new PixelBox(0, height / 2, width - 1, height - 1),
            "LEFT" => new PixelBox(0, 0, width / 2, height - 1),
            "RIGHT" => new PixelBox(width / 2, 0, width - 1, height - 1),
            _ => null,
        };
    }

    private ModuleResult Filter(ModuleCall call, ModuleResult answer)
    {
        if (answer.Value is not RegionsValue { Regions: var found })
        {
            return answer.Error is null ? ModuleResult.FromError(new InvalidOperationException("The detector gave no regions.")) : answer;
        }

        var image = call.Get<ImageValue>("image");
        var label = _settings.ReturnsObjects ? call.Get<TextValue>("object").Text : null;
        var candidates = (answer.Proposals.IsDefaultOrEmpty ? found : answer.Proposals)
            .Where(r => r.Score > _settings.ScoreThreshold)
            .Select(r => r with { Box = Clamp(r.Box, image.Width, image.Height), Label = label });
        ImmutableArray<Region> kept = NonMaximumSuppression.Select(candidates, _settings.SuppressionThreshold);
        return ModuleResult.FromValue(new RegionsValue(kept)) with { Proposals = answer.Proposals };
    }

    private static PixelBox Clamp(PixelBox box, int width, int height) =>
        new(Math.Max(0, box.Left), Math.Max(0, box.Top), Math.Min(width - 1, box.Right), Math.Min(height - 1, box.Bottom));
}
