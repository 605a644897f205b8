using System.Collections.Immutable;
using System.Globalization;
using Sdvp.Core.Values;

namespace Sdvp.Core.Rationale.Html;

/// <summary>Arguments that are no images, by name.</summary>
internal static class ArgumentsView
{
    private const int MaxItems = 12;

    public static void Write(HtmlBuilder html, ImmutableArray<KeyValuePair<string, ProgramValue>> arguments)
    {
        if (arguments.IsEmpty)
        {
            return;
        }

        html.Open("dl", ("class", "args"));
        foreach (var (name, value) in arguments)
        {
            html.Open("div").Element("dt", name).Open("dd").Element("code", StepView.Shorten(Describe(value)), ("class", value is TextValue ? "text" : "")).Close("dd").Close("div");
        }

        html.Close("dl");
    }

    /// <summary>A value in few words, as a program would write it.</summary>
    public static string Describe(ProgramValue value) => value switch
    {
        TextValue text => $"“{text.Text}”",
        RegionsValue { Regions: var regions } => regions.Length == 1 ? "1 region" : $"{regions.Length.ToString(CultureInfo.InvariantCulture)} regions",
        ImageValue image => $"image {image.Width} × {image.Height}",
        ListValue list => $"[{string.Join(", ", list.Items.Take(MaxItems).Select(Describe))}{(list.Items.Length > MaxItems ? ", …" : "")}]",
        _ => value.ToString() ?? "",
    };
}
