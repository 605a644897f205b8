using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Values;

namespace Sdvp.Modules.Text;

/// <summary>The texts that a call of MATCH brings.</summary>
internal static class MatchTexts
{
    /// <summary>Reads the texts of a call, in the order given.</summary>
    /// <exception cref="ArgumentException">There is none, or an item is no text.</exception>
    public static ImmutableArray<string> Read(ModuleCall call)
    {
        var items = call.Get<ListValue>("texts").Items;
        if (items.IsEmpty)
        {
            throw new ArgumentException("The argument texts is an empty list; expected is at least one text to compare the image with.", nameof(call));
        }

        return [.. items.Select((item, i) => item is TextValue text
            ? text.Text
            : throw new ArgumentException($"Item {i} of the argument texts is {item.Type}; expected are texts.", nameof(call)))];
    }

    /// <summary>The result of a call: the logits in the order of its texts, and the softmax over those that differ.</summary>
    public static ModuleResult ToResult(ImmutableArray<string> texts, IReadOnlyList<double> logits)
    {
        var most = logits.Max();
        var weights = new Dictionary<string, double>(StringComparer.Ordinal);
        for (var i = 0; i < texts.Length; i++)
        {
            weights.TryAdd(texts[i], Math.Exp(logits[i] - most));
        }

        var sum = weights.Values.Sum();
        return ModuleResult.FromValue(new ListValue([.. logits.Select(l => new NumberValue(l))])) with
        {
            Distribution = new AnswerDistribution(weights.Select(w => KeyValuePair.Create(w.Key, w.Value / sum))),
        };
    }
}
