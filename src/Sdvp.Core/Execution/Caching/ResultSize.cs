using Sdvp.Core.Modules;
using Sdvp.Core.Values;

namespace Sdvp.Core.Execution.Caching;

/// <summary>Bytes that a result holds on to, about. Images count with the whole image that they are cut from.</summary>
internal static class ResultSize
{
    private const int Object = 32;
    private const int RegionSize = 104;

    public static long Of(ModuleResult result)
    {
        var size = (2L * Object) + Of(result.Value) + (result.Proposals.IsDefault ? 0 : Of(result.Proposals));
        if (result.Distribution is { } distribution)
        {
            foreach (var (answer, _) in distribution.Answers)
            {
                size += Object + 16 + (2L * answer.Length);
            }
        }

        return size;
    }

    private static long Of(ProgramValue? value) => value switch
    {
        null => 0,
        TextValue text => Object + Object + (2L * text.Text.Length),
        RegionsValue regions => Object + Of(regions.Regions),
        ImageValue image => Object + Object + (long)image.Root.Pixels.Length,
        ListValue list => Object + list.Items.Sum(Of),
        _ => Object,
    };

    private static long Of(System.Collections.Immutable.ImmutableArray<Region> regions)
    {
        var size = 0L;
        foreach (var region in regions)
        {
            size += RegionSize + (2L * ((region.Label?.Length ?? 0) + (region.Class?.Length ?? 0))) + (region.Mask?.Coverage.Length ?? 0);
        }

        return size;
    }
}
