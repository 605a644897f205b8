using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs.Viper.Runtime;
using Sdvp.Core.Programs.Viper.Values;
using Sdvp.Core.Values;

namespace Sdvp.Core.Programs.Viper.Api;

/// <summary><c>find</c> and <c>exists</c>.</summary>
internal static class Finding
{
    private const string NumberQuestion = "What number is written in the image (in digits)?";

    public static async ValueTask<PyObject> FindAsync(Machine machine, PyImagePatch patch, string name)
    {
        var host = ViperHost.Of(machine);
        var result = await host.CallAsync(machine, host.Leaves.Detect, DetectArguments(patch, name));
        var found = Patches(host, patch, result);
        machine.Budget.Allocate(1 + (5 * found.Count));
        return new PyList([.. found.Select(f => f.Patch)]);
    }

    public static async ValueTask<PyObject> ExistsAsync(Machine machine, PyImagePatch patch, string name)
    {
        var host = ViperHost.Of(machine);
        var arguments = ViperHost.Arguments(("image", patch.Image), ("object", new TextValue(name)));
        var value = await host.CallCompositeAsync(machine, "exists", arguments, caller => IsNumber(host, name)
            ? ReadsNumberAsync(machine, host, caller, patch, name)
            : FindsAsync(machine, host, caller, patch, name));
        return PyBool.Of(((BooleanValue)value).Value);
    }

    private static ImmutableDictionary<string, ProgramValue> DetectArguments(PyImagePatch patch, string name) =>
        ViperHost.Arguments(("image", patch.Image), ("object", new TextValue(name)));

    private static bool IsNumber(ViperHost host, string name) => host.Profile.ExistsReadsNumbers
        && (name.StartsWith("number", StringComparison.OrdinalIgnoreCase) || (name.Length > 0 && name.All(char.IsAsciiDigit)));

    /// <summary>What a detector found, as patches of the patch. Its boxes are pixels of the patch's image, from the top left corner.</summary>
    private static List<(PyImagePatch Patch, Region Region)> Patches(ViperHost host, PyImagePatch patch, ModuleResult result)
    {
        var image = patch.Image;
        var minimum = host.Options.MinimumAreaRatio * image.Width * image.Height;
        var margin = host.Profile.CropMargin;
        var found = new List<(PyImagePatch, Region)>();
        foreach (var region in ((RegionsValue)result.Value!).Regions)
        {
            var box = new PixelBox(region.Box.Left - margin, region.Box.Top - margin, region.Box.Right + margin, region.Box.Bottom + margin)
                .Offset(image.Box.Left, image.Box.Top);
            box = margin > 0 ? box.Intersect(image.Box) : box;
            if (region.Box.Area > minimum && !box.Intersect(patch.Root.Bounds).IsEmpty)
            {
                var height = patch.Root.Height;
                found.Add((new PyImagePatch(patch.Root, box.Left, height - box.Bottom, box.Right, height - box.Top, patch), region));
            }
        }

        return found;
    }

    private static async ValueTask<ModuleResult> ReadsNumberAsync(Machine machine, ViperHost host, IModuleCaller caller, PyImagePatch patch, string name)
    {
        var result = await host.CallChildAsync(machine, caller, host.Leaves.Vqa, Asking.Arguments(patch, NumberQuestion));
        var read = NumberReader.Find(((TextValue)result.Value!).Text);
        var wanted = NumberReader.Find(name);
        return Answer(read is not null && wanted is not null && read == wanted);
    }

    private static async ValueTask<ModuleResult> FindsAsync(Machine machine, ViperHost host, IModuleCaller caller, PyImagePatch patch, string name)
    {
        var detected = await host.CallChildAsync(machine, caller, host.Leaves.Detect, DetectArguments(patch, name));
        var found = Patches(host, patch, detected);
        if (!host.Profile.ExistsAsks || found.Count == 0)
        {
            return Answer(found.Count > 0) with { Proposals = [.. found.Select(f => f.Region)] };
        }

        var question = $"Is this a {name}?";
        var answers = await host.CallAllAsync(machine, caller, host.Leaves.Vqa, [.. found.Select(f => Asking.Arguments(f.Patch, question))]);
        var isYes = answers.Select(a => ((TextValue)a.Value!).Text.Contains("yes", StringComparison.OrdinalIgnoreCase)).ToArray();
        var regions = found.Zip(answers, (f, a) => f.Region with { Score = a.Distribution?.ProbabilityOf("yes") ?? (IsYes(a) ? 1 : 0), Label = name });
        return Answer(isYes.Contains(true)) with { Proposals = [.. regions] };
    }

    private static bool IsYes(ModuleResult answer) => ((TextValue)answer.Value!).Text.Contains("yes", StringComparison.OrdinalIgnoreCase);

    private static ModuleResult Answer(bool value) => ModuleResult.FromValue(new BooleanValue(value));
}
