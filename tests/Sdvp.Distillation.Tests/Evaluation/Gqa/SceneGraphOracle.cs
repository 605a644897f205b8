using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Sdvp.Core.Modules;
using Sdvp.Core.Values;
using Sdvp.Distillation.Evaluation.Gqa;
using Sdvp.Samples.Scenes.World;

namespace Sdvp.Distillation.Tests.Evaluation.Gqa;

/// <summary>VQA and LOC that read the questions of translated programs and answer them from scene graphs, seeing what lies in the crop and nothing else.</summary>
internal sealed partial class SceneGraphOracle
{
    private readonly Dictionary<ImageBuffer, GqaSceneGraph> _graphs = [];

    public SceneGraphOracle()
    {
        Vqa = new Module(StandardSignatures.Vqa(), "question", (image, text) => new TextValue(Answer(image, text)));
        Loc = new Module(StandardSignatures.Loc(), "object", (image, text) =>
            new RegionsValue([.. Find(image, text).Select(o => new Region(o.Box.Offset(-image.Box.Left, -image.Box.Top)))]));
    }

    public IVisualModule Vqa { get; }

    public IVisualModule Loc { get; }

    public ImageValue Add(GqaSceneGraph graph, ImageBuffer pixels)
    {
        _graphs[pixels] = graph;
        return new ImageValue(pixels);
    }

    private static bool Has(GqaObject item, string word) => word == "thing" || item.Name == word || item.Attributes.Contains(word);

    private static string ValueOf(GqaObject item, string attribute, PixelBox region) => attribute switch
    {
        "name" or "shape" => item.Name,
        "title" => SceneGraphs(item).Name,
        "position" => SceneVocabulary.Quadrants[(2 * (SceneGraphs(item).CenterY - region.Top) >= region.Height ? 2 : 0) + (2 * (SceneGraphs(item).CenterX - region.Left) >= region.Width ? 1 : 0)],
        _ => item.Attributes.Single(SceneVocabulary.ValuesOf(attribute).Contains),
    };

    private static SceneObject SceneGraphs(GqaObject item) => Sdvp.Samples.Scenes.Datasets.SceneGraphs
        .ToScene(new GqaSceneGraph { ImageId = "i", Width = 1, Height = 1, Objects = [item] }, SceneDomain.General).Objects[0];

    private static string WithoutArticle(string text) => text.StartsWith("a ", StringComparison.Ordinal) ? text[2..] : text.StartsWith("an ", StringComparison.Ordinal) ? text[3..] : text;

    [GeneratedRegex("^is there (.+)\\?$")]
    private static partial Regex Exists();

    [GeneratedRegex("^what (\\w+) is the (.+)\\?$")]
    private static partial Regex What();

    [GeneratedRegex("^what is the (\\w+) of the (.+)\\?$")]
    private static partial Regex WhatOf();

    [GeneratedRegex("^what is the (.+)\\?$")]
    private static partial Regex WhatIs();

    [GeneratedRegex("^is the (.+?) ((?:an? )?\\w+) or ((?:an? )?\\w+)\\?$")]
    private static partial Regex Or();

    [GeneratedRegex("^is the (.+?) ((?:an? )?\\w+)\\?$")]
    private static partial Regex Is();

    private ImmutableArray<GqaObject> Find(ImageValue image, string description)
    {
        var words = description.Split(' ');
        return [.. _graphs[image.Root].Objects.Where(o =>
            (double)o.Box.Intersect(image.Box).Area / o.Box.Area >= Scene.VisibleShare && words.All(w => Has(o, w)))];
    }

    private string Answer(ImageValue image, string question)
    {
        if (Exists().Match(question) is { Success: true } exists)
        {
            return Find(image, WithoutArticle(exists.Groups[1].Value)).IsEmpty ? "no" : "yes";
        }

        var (attribute, description, choices) =
            WhatOf().Match(question) is { Success: true } of ? (of.Groups[1].Value, of.Groups[2].Value, Array.Empty<string>())
            : WhatIs().Match(question) is { Success: true } name ? ("name", name.Groups[1].Value, [])
            : What().Match(question) is { Success: true } what ? (what.Groups[1].Value, what.Groups[2].Value, [])
            : Or().Match(question) is { Success: true } or ? ("", or.Groups[1].Value, [WithoutArticle(or.Groups[2].Value), WithoutArticle(or.Groups[3].Value)])
            : Is().Match(question) is { Success: true } verify ? ("", verify.Groups[1].Value, new[] { WithoutArticle(verify.Groups[2].Value) })
            : throw new ArgumentException($"'{question}' is no question of a translated program.");
        var found = Find(image, description);
        return found.Length != 1 ? string.Create(CultureInfo.InvariantCulture, $"unknown: {found.Length} objects")
            : choices.Length == 0 ? ValueOf(found[0], attribute, image.Box)
            : choices.Length == 1 ? Has(found[0], choices[0]) ? "yes" : "no"
            : choices.FirstOrDefault(c => Has(found[0], c)) ?? "neither";
    }

    private sealed class Module(ModuleSignature signature, string parameter, Func<ImageValue, string, ProgramValue> answer) : SingleCallModule(signature, new ModuleVersion("gold"))
    {
        protected override ModuleResult Invoke(ModuleCall call) => ModuleResult.FromValue(answer(call.Get<ImageValue>("image"), call.Get<TextValue>(parameter).Text));
    }
}
