using System.Globalization;
using Sdvp.Samples.Study.Results;

namespace Sdvp.Samples.Study.Running;

/// <summary>A framework under a seed, such as <c>visprog-1</c>.</summary>
internal readonly record struct GroupName(string Framework, int Seed)
{
    public static GroupName Parse(string text)
    {
        var parts = text.Split('-');
        return parts.Length == 2 && parts[0] is Languages.VisProg or Languages.Viper && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var seed)
            ? new GroupName(parts[0], seed)
            : throw new FormatException($"'{text}' is no group; expected is visprog or viper, a hyphen and a seed, such as visprog-1.");
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Framework}-{Seed}");
}
