using System.Collections.Immutable;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Sdvp.Core.DependencyInjection;
using Sdvp.Core.Execution;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs.VisProg;
using Sdvp.Core.Symbolic;
using Sdvp.Core.Teaching;
using Sdvp.Core.Values;
using Sdvp.Samples.Scenes.Questions;
using Sdvp.Samples.Scenes.World;

namespace Sdvp.Distillation.Tests.VisProg;

/// <summary>
/// The four task families of VisProg from text to result on images of the procedural world: questions and statements with the trained checkpoints,
/// editing and tagging with models that know the scene. Everything else is the product's own.
/// </summary>
public sealed class TaskFamilyTests
{
    private static readonly string Checkpoints = Path.Combine(AppContext.BaseDirectory, "checkpoints");

    // Objects in the cells of a grid of 24 pixels, so that none touches another.
    private static readonly Scene Park = new(
        "park",
        SceneDomain.General,
        17,
        [
            new("o0", "circle", "red", "large", "solid", new PixelBox(1, 1, 23, 23)),
            new("o1", "circle", "blue", "large", "solid", new PixelBox(73, 73, 95, 95)),
            new("o2", "star", "green", "large", "solid", new PixelBox(25, 25, 47, 47)),
            new("o3", "square", "yellow", "small", "solid", new PixelBox(52, 4, 67, 19)),
        ]);

    [Fact]
    public async Task Gqa_TrainedModules_AnswerMostQuestions()
    {
        await using var host = Host(null, builder => builder.AddFilmVqa("VQA", o => o.Folder = Path.Combine(Checkpoints, "vqa")).AddFilmLoc("LOC", o => o.Folder = Path.Combine(Checkpoints, "loc")));
        var random = new SceneRandom(23);
        var requests = new List<(string Source, string Answer, ImmutableDictionary<string, ProgramValue> Inputs)>();
        for (var i = 0; i < 12; i++)
        {
            var scene = SceneSampler.Sample("s", SceneDomain.General, random);
            var image = new ImageValue(SceneRenderer.Render(scene));
            foreach (var family in QuestionSampler.TaskFamilies.Add("count"))
            {
                if (QuestionSampler.Sample(family, scene, random) is { } question)
                {
                    requests.Add((question.Programs.VisProg, question.Answer, Inputs(("IMAGE", image))));
                }
            }
        }

        var runs = await RunAllAsync(host, VisProgTask.Gqa, requests);

        Assert.True(requests.Count > 40, $"{requests.Count}");
        Assert.All(runs, run => Assert.True(run.Error is null, run.Error?.Message));
        var right = runs.Zip(requests).Count(p => AnswerNormalizer.ToText(p.First.Value!) == p.Second.Answer);
        Assert.True(right >= 0.8 * requests.Count, $"{right} of {requests.Count}");

        // Each crop lies where the formula puts it about the box that LOC found just before.
        var crops = runs.SelectMany(run => run.Records).Where(r => r.Module == "CROP").ToArray();
        Assert.NotEmpty(crops);
        Assert.All(crops, crop =>
        {
            var (whole, found) = ((ImageValue)crop.Arguments["image"], ((RegionsValue)crop.Arguments["box"]).Regions);
            Assert.Equal(found.IsEmpty ? whole.Box : Around(found[0].Box, whole).Offset(whole.Box.Left, whole.Box.Top), ((ImageValue)crop.Value!).Box);
        });
    }

    [Fact]
    public async Task Nlvr_TrainedModules_JudgeMostStatements()
    {
        await using var host = Host(null, builder => builder.AddFilmVqa("VQA", o => o.Folder = Path.Combine(Checkpoints, "vqa")));
        var random = new SceneRandom(29);
        var requests = new List<(string Source, string Answer, ImmutableDictionary<string, ProgramValue> Inputs)>();
        for (var i = 0; i < 12; i++)
        {
            var (left, right) = (SceneSampler.Sample("l", SceneDomain.General, random), SceneSampler.Sample("r", SceneDomain.General, random));
            var inputs = Inputs(("LEFT", new ImageValue(SceneRenderer.Render(left))), ("RIGHT", new ImageValue(SceneRenderer.Render(right))));
            foreach (var family in StatementSampler.Families)
            {
                if (StatementSampler.Sample(family, left, right, random) is { } statement)
                {
                    requests.Add((statement.Programs.VisProg, statement.IsTrue ? "yes" : "no", inputs));
                }
            }
        }

        var runs = await RunAllAsync(host, VisProgTask.Nlvr, requests);

        Assert.True(requests.Count > 30, $"{requests.Count}");
        Assert.All(runs, run => Assert.True(run.Error is null, run.Error?.Message));
        var judged = runs.Zip(requests).Count(p => AnswerNormalizer.ToText(p.First.Value!) == p.Second.Answer);
        Assert.True(judged >= 0.8 * requests.Count, $"{judged} of {requests.Count}");
    }

    [Fact]
    public async Task ImageEditing_ColorPop_KeepsTheColourOfTheObjectAlone()
    {
        var (before, after) = await EditAsync(
            "OBJ0=SEG(image=IMAGE)\nOBJ1=SELECT(image=IMAGE,object=OBJ0,query='blue circle',category='circle')\nIMAGE0=COLORPOP(image=IMAGE,object=OBJ1)\nFINAL_RESULT=RESULT(var=IMAGE0)");

        for (var y = 0; y < Scene.Extent; y++)
        {
            for (var x = 0; x < Scene.Extent; x++)
            {
                var (was, now) = (Pixel(before, x, y), Pixel(after, x, y));
                if (Inside(Park.Objects[1].Box, x, y))
                {
                    Assert.Equal(was, now);
                }
                else
                {
                    Assert.True(now.R == now.G && now.G == now.B, $"{x}, {y}: {now}");
                    Assert.InRange(now.R - ((0.299 * was.R) + (0.587 * was.G) + (0.114 * was.B)), -1, 1);
                }
            }
        }

        Assert.True(Pixel(after, 84, 84).B > Pixel(after, 84, 84).R + 60);
    }

    [Fact]
    public async Task ImageEditing_BackgroundBlur_SmoothsWhatIsNotTheObject()
    {
        var (before, after) = await EditAsync(
            "OBJ0=SEG(image=IMAGE)\nOBJ1=SELECT(image=IMAGE,object=OBJ0,query='star',category=None)\nIMAGE0=BGBLUR(image=IMAGE,object=OBJ1)\nFINAL_RESULT=RESULT(var=IMAGE0)");

        var far = new PixelBox(4, 52, 44, 92);
        Assert.True(Roughness(after, far) < 0.25 * Roughness(before, far), $"{Roughness(before, far)} → {Roughness(after, far)}");
        var middle = new PixelBox(33, 33, 39, 39);
        for (var y = middle.Top; y < middle.Bottom; y++)
        {
            for (var x = middle.Left; x < middle.Right; x++)
            {
                Assert.InRange(Pixel(after, x, y).G - Pixel(before, x, y).G, -12, 12);
            }
        }

        Assert.True(Roughness(after, middle) > 0.5 * Roughness(before, middle));
    }

    [Fact]
    public async Task ImageEditing_ReplaceTwice_PaintsBothAndLooksAgainBetween()
    {
        var (before, after) = await EditAsync(
            """
            OBJ0=SEG(image=IMAGE)
            OBJ1=SELECT(image=IMAGE,object=OBJ0,query='star',category=None)
            IMAGE0=REPLACE(image=IMAGE,object=OBJ1,prompt='a stone')
            OBJ2=SEG(image=IMAGE0)
            OBJ3=SELECT(image=IMAGE0,object=OBJ2,query='red circle',category='circle')
            IMAGE1=REPLACE(image=IMAGE0,object=OBJ3,prompt='a cloud in the sky')
            FINAL_RESULT=RESULT(var=IMAGE1)
            """);

        for (var y = 0; y < Scene.Extent; y++)
        {
            for (var x = 0; x < Scene.Extent; x++)
            {
                var expected = Inside(Park.Objects[2].Box, x, y) ? (7, 7, 7) : Inside(Park.Objects[0].Box, x, y) ? (18, 18, 18) : Pixel(before, x, y);
                Assert.Equal(expected, Pixel(after, x, y));
            }
        }
    }

    [Fact]
    public async Task ImageEditing_Emojis_HideTheFacesThatAreSelected()
    {
        var (before, after) = await EditAsync(
            """
            OBJ0=FACEDET(image=IMAGE)
            OBJ1=SELECT(image=IMAGE,object=OBJ0,query='red',category=None)
            IMAGE0=EMOJI(image=IMAGE,object=OBJ1,emoji='smile')
            OBJ2=SELECT(image=IMAGE,object=OBJ0,query='blue',category=None)
            IMAGE1=EMOJI(image=IMAGE0,object=OBJ2,emoji='ghost')
            FINAL_RESULT=RESULT(var=IMAGE1)
            """);

        // A box of 22 gives an emoji of 14, from 12 − 7.33 on: columns and rows 4 to 17.
        Assert.Equal([(255, 200, 0), (255, 200, 0), (255, 255, 255), (255, 255, 255)], new[] { (4, 4), (17, 17), (76, 76), (89, 89) }.Select(p => Pixel(after, p.Item1, p.Item2)));
        Assert.Equal(2 * 14 * 14, Enumerable.Range(0, Scene.Extent * Scene.Extent).Count(i => Pixel(before, i % Scene.Extent, i / Scene.Extent) != Pixel(after, i % Scene.Extent, i / Scene.Extent)));
    }

    [Fact]
    public async Task Tagging_TrainedDetector_NamesWhatItFinds()
    {
        var experts = new SceneExperts();
        var image = experts.Add(Park);
        await using var host = Host(experts, builder => builder.AddFilmLoc("DETECT", o => o.Folder = Path.Combine(Checkpoints, "loc")).AddLocSettings("LOC", "DETECT", VisProgTask.Tagging.Loc!));

        var run = Assert.Single(await RunAllAsync(host, VisProgTask.Tagging, [(
            """
            OBJ0=LOC(image=IMAGE,object='circle')
            LIST0=LIST(query='kinds of things',max=3)
            OBJ1=CLASSIFY(image=IMAGE,object=OBJ0,categories=LIST0)
            IMAGE0=TAG(image=IMAGE,object=OBJ1)
            FINAL_RESULT=RESULT(var=IMAGE0)
            """,
            "",
            Inputs(("IMAGE", image)))]));

        Assert.True(run.Error is null, run.Error?.Message);
        var found = ((RegionsValue)run.Records[0].Value!).Regions;
        Assert.All(Park.Objects.Where(o => o.Shape == "circle"), o => Assert.Contains(found, r => r.Label == "circle" && r.Box.IntersectionOverUnion(o.Box) > 0.5));
        Assert.Equal(["zor", "mip", "gorp"], ((ListValue)run.Records[1].Value!).Items.Select(i => i.ToString()));

        // Both circles are large: mips, and one of a class remains.
        var tagged = Assert.Single(((RegionsValue)run.Records[2].Value!).Regions, r => r.Class == "mip");
        Assert.Equal(10.0, tagged.ClassScore);
        Assert.Contains(Park.Objects.Where(o => o.Shape == "circle"), o => o.Box.IntersectionOverUnion(tagged.Box) > 0.5);
        var picture = (ImageValue)run.Value!;
        for (var x = tagged.Box.Left; x <= tagged.Box.Right; x++)
        {
            Assert.Equal((0, 128, 0), Pixel(picture, x, tagged.Box.Top));
        }

        Assert.Contains(Enumerable.Range(0, Scene.Extent * Scene.Extent), i => Pixel(picture, i % Scene.Extent, i / Scene.Extent) == (255, 255, 255));
    }

    private static async Task<(ImageValue Before, ImageValue After)> EditAsync(string source)
    {
        var experts = new SceneExperts();
        var image = experts.Add(Park);
        await using var host = Host(experts, _ => { });

        var run = Assert.Single(await RunAllAsync(host, VisProgTask.ImageEditing, [(source, "", Inputs(("IMAGE", image)))]));

        Assert.True(run.Error is null, run.Error?.Message);
        return (image, (ImageValue)run.Value!);
    }

    private static ServiceProvider Host(SceneExperts? experts, Action<ISdvpBuilder> configure)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IChatClient>(new ScriptedChatClient("zor, mip, gorp, yeld"));
        var emojis = new EmojiImages([new("smile", Flat(255, 200, 0)), new("ghost", Flat(255, 255, 255))]);
        var builder = services.AddSdvp().AddVisProgModules().AddChatList("LIST").AddEmojis(emojis);
        foreach (var module in experts?.Modules ?? [])
        {
            builder.AddModule(module);
        }

        configure(builder);
        return services.BuildServiceProvider();
    }

    private static async Task<IReadOnlyList<ProgramRun>> RunAllAsync(
        ServiceProvider host, VisProgTask task, IReadOnlyList<(string Source, string Answer, ImmutableDictionary<string, ProgramValue> Inputs)> requests)
    {
        var options = task.Apply(host.GetRequiredService<IModuleRegistry>().ToParseOptions(strict: true));
        var language = new VisProgLanguage();
        var runs = new List<ProgramRun>();
        foreach (var (source, _, inputs) in requests)
        {
            var program = language.Parse(source, options).GetProgramOrThrow();
            runs.Add(await host.GetRequiredService<IProgramRunner>().RunAsync(new ProgramRequest($"{runs.Count}", program, inputs), TestContext.Current.CancellationToken));
        }

        return runs;
    }

    private static ImmutableDictionary<string, ProgramValue> Inputs(params (string Name, ImageValue Image)[] images) =>
        images.ToImmutableDictionary(i => i.Name, i => (ProgramValue)i.Image);

    private static PixelBox Around(PixelBox box, ImageValue image)
    {
        var (x, y) = ((box.Left + box.Right) / 2, (box.Top + box.Bottom) / 2);
        var (w, h) = ((int)(1.5 * (box.Right - box.Left) / 2), (int)(1.5 * (box.Bottom - box.Top) / 2));
        return new PixelBox(Math.Max(0, x - w), Math.Max(0, y - h), Math.Min(x + w, image.Width), Math.Min(y + h, image.Height));
    }

    private static EmojiImage Flat(byte r, byte g, byte b) => new(ImageBuffer.FromRgb(1, 1, [r, g, b]), [255]);

    private static (int R, int G, int B) Pixel(ImageValue image, int x, int y)
    {
        var pixel = image.Pixels.Pixels.Slice(((y * image.Width) + x) * 3, 3);
        return (pixel[0], pixel[1], pixel[2]);
    }

    private static bool Inside(PixelBox box, int x, int y) => x >= box.Left && x < box.Right && y >= box.Top && y < box.Bottom;

    /// <summary>Mean square of the differences between neighbours.</summary>
    private static double Roughness(ImageValue image, PixelBox box) => (
        from y in Enumerable.Range(box.Top, box.Height)
        from x in Enumerable.Range(box.Left, box.Width - 1)
        select Math.Pow(Pixel(image, x + 1, y).G - Pixel(image, x, y).G, 2)).Average();
}
