using System.Collections.Frozen;

namespace Sdvp.Distillation.Evaluation.Vqa;

/// <summary>
/// The contractions that VQAv2's normalisation mends. Each is reached from every spelling that lacks one of its apostrophes, and from no other. Those that
/// begin with a capital are in the official table too, but are never found there.
/// </summary>
internal static class VqaContractions
{
    private const string Words =
        "ain't aren't can't could've couldn't couldn't've didn't doesn't don't hadn't hadn't've hasn't haven't he'd he'd've he's how'd how'll how's isn't it'd "
        + "it'd've it'll ma'am mightn't mightn't've might've mustn't must've needn't not've o'clock oughtn't 'ow's'at shan't she'd've should've shouldn't "
        + "shouldn't've somebody'd've somebody'll somebody's someone'd someone'd've someone'll someone's something'd something'd've something'll that's there'd "
        + "there'd've there're there's they'd they'd've they'll they're they've 'twas wasn't we'd've we've weren't what'll what're what's what've when's where'd "
        + "where's where've who'd who'd've who'll who's who've why'll why're why's won't would've wouldn't wouldn't've y'all y'all'll y'all'd've you'd you'd've "
        + "you'll you're you've";

    public static FrozenDictionary<string, string> Create()
    {
        // One entry of the official table goes the other way.
        var table = new Dictionary<string, string>(StringComparer.Ordinal) { ["somebody'd"] = "somebodyd" };
        foreach (var word in Words.Split(' '))
        {
            for (var i = 0; i < word.Length; i++)
            {
                if (word[i] == '\'')
                {
                    table[word.Remove(i, 1)] = word;
                }
            }
        }

        return table.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
