using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs.Viper.Runtime;
using Sdvp.Core.Programs.Viper.Values;
using Sdvp.Core.Values;

namespace Sdvp.Core.Programs.Viper.Api;

/// <summary><c>verify_property</c>, <c>best_text_match</c> and <c>best_image_match</c>: choices by how well texts fit images.</summary>
internal static class Matching
{
    public static async ValueTask<PyObject> VerifyAsync(Machine machine, PyImagePatch patch, string name, string attribute)
    {
        var host = ViperHost.Of(machine);
        var threshold = host.Options.VerifyThreshold;
        var arguments = ViperHost.Arguments(
            ("image", patch.Image), ("object", new TextValue(name)), ("attribute", new TextValue(attribute)), ("threshold", new NumberValue(threshold)));
        var value = await host.CallCompositeAsync(machine, "verify_property", arguments, async caller =>
        {
            var others = host.Options.OtherProperties.Where(o => !o.Equals(attribute, StringComparison.OrdinalIgnoreCase)).ToList();
            IEnumerable<string> texts = others.Prepend(attribute).Select(a => $"{a} {name}");
            var logits = Logits(await host.CallChildAsync(machine, caller, host.Leaves.Verify, Arguments(patch, texts)), others.Count + 1, host.Leaves.Verify);

            // The mean over the others of the probability that the one asked for fits better.
            var score = others.Count == 0 ? 1 : logits.Skip(1).Average(other => 1 / (1 + Math.Exp(other - logits[0])));
            return ModuleResult.FromValue(new BooleanValue(score > threshold)) with
            {
                Distribution = new AnswerDistribution([new("yes", score), new("no", 1 - score)]),
            };
        });
        return PyBool.Of(((BooleanValue)value).Value);
    }

    public static async ValueTask<PyObject> BestTextAsync(Machine machine, PyImagePatch patch, List<PyObject> options, PyObject? prefix)
    {
        if (options.Count == 0)
        {
            throw PyError.ValueOf("best_text_match() arg 'option_list' is an empty list");
        }

        var host = ViperHost.Of(machine);
        var before = prefix is null or PyNone ? "" : ImagePatchMembers.TextOf(machine, prefix) + " ";
        ImmutableArray<string> texts = [.. options.Select(o => before + ImagePatchMembers.TextOf(machine, o))];
        var arguments = ViperHost.Arguments(("image", patch.Image), ("texts", Texts(texts)));
        var best = await host.CallCompositeAsync(machine, "best_text_match", arguments, async caller =>
        {
            var result = await host.CallChildAsync(machine, caller, host.Leaves.Match, arguments);
            return ModuleResult.FromValue(new IntegerValue(Best(Logits(result, texts.Length, host.Leaves.Match)))) with { Distribution = result.Distribution };
        });
        return options[(int)((IntegerValue)best).Value];
    }

    public static async ValueTask<PyObject> BestImageAsync(Machine machine, List<PyObject> patches, List<PyObject> content, bool returnsIndex)
    {
        if (patches.Count == 0)
        {
            return PyNone.Instance;
        }

        if (content.Count == 0)
        {
            throw PyError.ValueOf("best_image_match() arg 'content' is an empty list");
        }

        var host = ViperHost.Of(machine);
        var images = patches.Select(p => p as PyImagePatch ?? throw PyError.Type($"best_image_match() takes image patches, not {p.Type.Name}")).ToArray();
        ImmutableArray<string> texts = [.. content.Select(c => ImagePatchMembers.TextOf(machine, c))];
        var arguments = ViperHost.Arguments(("images", new ListValue([.. images.Select(i => i.Image)])), ("texts", Texts(texts)));
        var best = await host.CallCompositeAsync(machine, "best_image_match", arguments, async caller =>
        {
            var results = await host.CallAllAsync(machine, caller, host.Leaves.Compare, [.. images.Select(i => Arguments(i, texts))]);
            var scores = results.Select(r => Logits(r, texts.Length, host.Leaves.Compare).Average()).ToArray();
            var highest = scores.Max();
            var weights = scores.Select(s => Math.Exp(s - highest)).ToArray();
            var shares = weights.Select((w, i) => new Region(images[i].Image.Box, w / weights.Sum(), texts[0]));
            return ModuleResult.FromValue(new IntegerValue(Best(scores))) with { Proposals = [.. shares] };
        });
        var index = (int)((IntegerValue)best).Value;
        return returnsIndex ? PyInteger.Of(index) : patches[index];
    }

    private static ImmutableDictionary<string, ProgramValue> Arguments(PyImagePatch patch, IEnumerable<string> texts) =>
        ViperHost.Arguments(("image", patch.Image), ("texts", Texts(texts)));

    private static ListValue Texts(IEnumerable<string> texts) => new([.. texts.Select(t => new TextValue(t))]);

    private static double[] Logits(ModuleResult result, int count, string module)
    {
        var logits = ((ListValue)result.Value!).Items.Select(i => i switch
        {
            NumberValue number => number.Value,
            IntegerValue integer => integer.Value,
            _ => throw new InvalidOperationException($"{module} gave {i.Type} among its logits; expected are numbers."),
        }).ToArray();
        return logits.Length == count
            ? logits
            : throw new InvalidOperationException($"{module} gave {logits.Length} logits for {count} texts; expected is one for each.");
    }

    private static int Best(double[] scores) => Array.IndexOf(scores, scores.Max());
}
