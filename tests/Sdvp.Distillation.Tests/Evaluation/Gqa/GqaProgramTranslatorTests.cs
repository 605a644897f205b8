using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Sdvp.Core.DependencyInjection;
using Sdvp.Core.Execution;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs;
using Sdvp.Core.Programs.Viper;
using Sdvp.Core.Programs.VisProg;
using Sdvp.Core.Teaching;
using Sdvp.Core.Values;
using Sdvp.Distillation.Evaluation.Gqa;
using Sdvp.Samples.Scenes.Datasets;
using Sdvp.Samples.Scenes.Questions;
using Sdvp.Samples.Scenes.World;
using Sdvp.Tests.Shared;

namespace Sdvp.Distillation.Tests.Evaluation.Gqa;

public sealed class GqaProgramTranslatorTests
{
    /// <summary>With modules that see the truth, translated programs give the answers of the questions.</summary>
    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task ToVisProg_RunWithOracleModules_GivesTheGoldAnswers(bool cropObjects, bool existByCounting)
    {
        var oracle = new SceneGraphOracle();
        await using var provider = new ServiceCollection().AddSdvp().AddModule(oracle.Vqa).AddModule(oracle.Loc).Services.BuildServiceProvider();
        var runner = provider.GetRequiredService<IProgramRunner>();
        var registry = provider.GetRequiredService<IModuleRegistry>();
        var options = new GqaTranslationOptions { CropObjects = cropObjects, ExistByCounting = existByCounting };
        var random = new SceneRandom(17);
        var (right, all) = (0, 0);
        var wrong = new List<string>();
        for (var i = 0; i < 80; i++)
        {
            var scene = SceneSampler.Sample("s", SceneDomain.General, random);
            var image = oracle.Add(SceneGraphs.ToGraph(scene), SceneRenderer.Render(scene));
            var inputs = ImmutableDictionary<string, ProgramValue>.Empty.Add("IMAGE", image);
            ImmutableArray<string> families = cropObjects ? QuestionSampler.TaskFamilies : [.. QuestionSampler.TaskFamilies, .. QuestionSampler.UnseenFamilies, "count"];
            foreach (var family in families)
            {
                if (QuestionSampler.Sample(family, scene, random) is not { } question)
                {
                    continue;
                }

                var source = GqaProgramTranslator.ToVisProg(ToGqa(question), options);
                var program = new VisProgLanguage().Parse(source, registry.ToParseOptions(inputs, strict: true)).GetProgramOrThrow();
                var run = await runner.RunAsync(new ProgramRequest("run", program, inputs), TestContext.Current.CancellationToken);
                var isRight = run.Error is null && AnswerNormalizer.ToText(run.Value!) == question.Answer;
                right += isRight ? 1 : 0;
                all++;
                if (!isRight)
                {
                    wrong.Add($"{question.Text} {question.Answer}, got {run.Value} {run.Error?.Message}\n{source}");
                }
            }
        }

        Assert.True(all > 500);
        Assert.True(right >= 0.99 * all, $"{right} of {all} are right.\n{string.Join("\n\n", wrong.Take(5))}");
    }

    /// <summary>Every operation that GQA has, as steps, VisProg and Viper.</summary>
    [Theory]
    [InlineData(
        "select: lamp (12) ; exist: ? [0]",
        "ANSWER0=VQA(image=IMAGE,question='is there a lamp?')",
        "is_true_1 = image_patch.exists(\"lamp\")")]
    [InlineData(
        "select: orange things (-)  ; exist: ? [0]",
        "ANSWER0=VQA(image=IMAGE,question='are there any orange things?')",
        "is_true_1 = image_patch.exists(\"orange things\")")]
    [InlineData(
        "select: man (1) ; relate: hat,wearing,o (2) [0] ; query color:  [1]",
        "ANSWER0=VQA(image=IMAGE,question='what color is the hat that the man is wearing?')",
        "answer_1 = patch_1.simple_query(\"what color is the hat that the man is wearing?\")")]
    [InlineData(
        "select: hat (1) ; relate: man,wearing,s (2) [0] ; exist: ? [1]",
        "ANSWER0=VQA(image=IMAGE,question='is there a man wearing the hat?')",
        "answer_1 = image_patch.simple_query(\"is there a man wearing the hat?\")")]
    [InlineData(
        "select: bed (1) ; relate: _,to the left of,o (2) [0] ; query: name [1]",
        "IMAGE0=CROP_RIGHTOF(image=IMAGE,box=BOX0)|ANSWER0=VQA(image=IMAGE0,question='what is the thing?')",
        "found_1 = image_patch.find(\"bed\")|patch_1 = image_patch.crop(max(0, min(center_1, image_patch.width - 1)), 0, image_patch.width, image_patch.height)")]
    [InlineData(
        "select: bed (1) ; relate: _,same color,_ (2) [0] ; query: name [1]",
        "ANSWER0=VQA(image=IMAGE,question='what is the thing that has the same color as the bed?')",
        "simple_query(\"what is the thing that has the same color as the bed?\")")]
    [InlineData(
        "select: bed (1) ; verify rel: book,above,s (2) [0]",
        "IMAGE0=CROP_ABOVE(image=IMAGE,box=BOX0)|ANSWER0=VQA(image=IMAGE0,question='is there a book?')",
        "patch_1 = image_patch.crop(0, max(0, min(center_1, image_patch.height - 1)), image_patch.width, image_patch.height)|is_true_1 = patch_1.exists(\"book\")")]
    [InlineData(
        "select: bed (1) ; verify rel: book,on,s (2) [0]",
        "ANSWER0=VQA(image=IMAGE,question='is the book on the bed?')",
        "simple_query(\"is the book on the bed?\")")]
    [InlineData(
        "select: man (1) ; verify rel: surfboard,holding,o (2) [0]",
        "ANSWER0=VQA(image=IMAGE,question='is the man holding a surfboard?')",
        "simple_query(\"is the man holding a surfboard?\")")]
    [InlineData(
        "select: lamp (1) ; filter size: not(large) [0] ; verify color: silver [1]",
        "ANSWER0=VQA(image=IMAGE,question='is the lamp that is not large silver?')",
        "simple_query(\"is the lamp that is not large silver?\")")]
    [InlineData(
        "select: lamp (1) ; filter hposition: left [0] ; verify color: not(silver) [1]",
        "ANSWER0=VQA(image=IMAGE,question='is the lamp on the left silver?')|ANSWER1=EVAL(expr=\"'no' if {ANSWER0} else 'yes'\")",
        "is_true_2 = not is_true_1|return bool_to_yesno(is_true_2)")]
    [InlineData(
        "select: lamp (1) ; verify material: wood [0]",
        "ANSWER0=VQA(image=IMAGE,question='is the lamp made of wood?')",
        "simple_query(\"is the lamp made of wood?\")")]
    [InlineData(
        "select: lamp (1) ; verify vposition: top [0]",
        "ANSWER0=VQA(image=IMAGE,question='is the lamp at the top?')",
        "image_patch.simple_query(\"is the lamp at the top?\")")]
    [InlineData(
        "select: lamp (1) ; query: hposition [0]",
        "ANSWER0=VQA(image=IMAGE,question='is the lamp on the left or on the right?')",
        "answer_1 = \"left\" if place_1.horizontal_center < image_patch.horizontal_center else \"right\"")]
    [InlineData(
        "select: lamp (1) ; query: sportActivity [0]",
        "ANSWER0=VQA(image=IMAGE,question='what is the lamp doing?')",
        "simple_query(\"what is the lamp doing?\")")]
    [InlineData(
        "select: animal (1) ; filter color: white [0] ; query: name [1]",
        "ANSWER0=VQA(image=IMAGE,question='what kind of animal is the white animal?')",
        "found_1 = image_patch.find(\"white animal\")")]
    [InlineData(
        "select: scene ; query: weather [0]",
        "ANSWER0=VQA(image=IMAGE,question='how is the weather?')",
        "answer_1 = image_patch.simple_query(\"how is the weather?\")")]
    [InlineData(
        "select: scene ; verify location: indoors [0]",
        "ANSWER0=VQA(image=IMAGE,question='is it indoors?')",
        "is_true_1 = \"yes\" in answer_1.lower()")]
    [InlineData(
        "select: scene ; choose place: street|park [0]",
        "ANSWER0=VQA(image=IMAGE,question='is this a street or a park?')",
        "simple_query(\"is this a street or a park?\")")]
    [InlineData(
        "select: shoes (1) ; choose color: black|red [0]",
        "ANSWER0=VQA(image=IMAGE,question='are the shoes black or red?')",
        "answer_1 = patch_1.best_text_match([\"black\", \"red\"], prefix=\"the shoes are\")")]
    [InlineData(
        "select: thing (1) ; choose name: car|airplane [0]",
        "ANSWER0=VQA(image=IMAGE,question='is the thing a car or an airplane?')",
        "best_text_match([\"car\", \"airplane\"], prefix=\"the thing is a\")")]
    [InlineData(
        "select: bed (1) ; choose rel: book,to the left of|to the right of,s (2) [0]",
        "IMAGE0=CROP_LEFTOF(image=IMAGE,box=BOX0)|ANSWER1=EVAL(expr=\"'left' if {ANSWER0} else 'right'\")",
        "answer_1 = \"left\" if is_true_1 else \"right\"")]
    [InlineData(
        "select: bed (1) ; choose rel: book,to the left of|to the right of,o (2) [0]",
        "IMAGE0=CROP_RIGHTOF(image=IMAGE,box=BOX0)|ANSWER1=EVAL(expr=\"'left' if {ANSWER0} else 'right'\")",
        "answer_1 = \"left\" if is_true_1 else \"right\"")]
    [InlineData(
        "select: bat (1) ; choose rel: boy,holding|swinging,s (2) [0]",
        "ANSWER0=VQA(image=IMAGE,question='is the boy holding or swinging the bat?')",
        "simple_query(\"is the boy holding or swinging the bat?\")")]
    [InlineData(
        "select: apple (1) ; select: cake (2) ; choose healthier:  [0, 1]",
        "ANSWER0=VQA(image=IMAGE,question='which is healthier, the apple or the cake?')",
        "simple_query(\"which is healthier, the apple or the cake?\")")]
    [InlineData(
        "select: cup (1) ; exist: ? [0] ; select: plate (2) ; exist: ? [2] ; and:  [1, 3]",
        "ANSWER2=EVAL(expr=\"'yes' if {ANSWER0} and {ANSWER1} else 'no'\")",
        "is_true_3 = is_true_1 and is_true_2")]
    [InlineData(
        "select: cup (1) ; exist: ? [0] ; select: plate (2) ; exist: ? [2] ; or:  [1, 3]",
        "ANSWER2=EVAL(expr=\"'yes' if {ANSWER0} or {ANSWER1} else 'no'\")",
        "is_true_3 = is_true_1 or is_true_2")]
    [InlineData(
        "select: cup (1) ; select: plate (2) ; same color:  [0, 1]",
        "ANSWER2=EVAL(expr=\"'yes' if {ANSWER0} == {ANSWER1} else 'no'\")",
        "is_true_1 = answer_1 == answer_2")]
    [InlineData(
        "select: cup (1) ; select: plate (2) ; different: color [0, 1]",
        "ANSWER3=EVAL(expr=\"'no' if {ANSWER2} else 'yes'\")",
        "is_true_2 = not is_true_1")]
    [InlineData(
        "select: cup (1,2) ; same: color [0]",
        "ANSWER0=VQA(image=IMAGE,question='do all the cups have the same color?')",
        "simple_query(\"do all the cups have the same color?\")")]
    [InlineData(
        "select: animal (1,2) ; different: type [0]",
        "ANSWER0=VQA(image=IMAGE,question='are all the animals of the same type?')|ANSWER1=EVAL(expr=\"'no' if {ANSWER0} else 'yes'\")",
        "is_true_2 = not is_true_1")]
    [InlineData(
        "select: cup (1) ; select: plate (2) ; common:  [0, 1]",
        "ANSWER4=EVAL(expr=\"'color' if {ANSWER0} == {ANSWER1} else 'shape' if {ANSWER2} == {ANSWER3} else 'material'\")",
        "answer_5 = \"color\" if answer_1 == answer_2 else \"shape\" if answer_3 == answer_4 else \"material\"")]
    [InlineData(
        "select: women's shoes (1) ; query: color [0]",
        "VQA(image=IMAGE,question=\"what color are the women's shoes?\")",
        "simple_query(\"what color are the women's shoes?\")")]
    public void Translate_EveryOperation_GivesValidPrograms(string steps, string visProg, string viper)
    {
        var question = Parse(steps);

        var source = GqaProgramTranslator.ToVisProg(question);
        AssertValid(source);
        Assert.All(visProg.Split('|'), part => Assert.Contains(part, source, StringComparison.Ordinal));
        var python = GqaProgramTranslator.ToViper(question);
        Assert.StartsWith("def execute_command(image):\n    image_patch = ImagePatch(image)\n", python, StringComparison.Ordinal);
        Assert.All(viper.Split('|'), part => Assert.Contains(part, python, StringComparison.Ordinal));
        Assert.Contains("\n    return ", python, StringComparison.Ordinal);
        AssertValidViper(python);
    }

    [Theory]
    [InlineData("select: lamp (1) ; exist: ? [0]", "image_patch.simple_query(\"is there a lamp?\")")]
    [InlineData("select: lamp (1) ; verify color: red [0]", "simple_query(\"is the lamp red?\")")]
    [InlineData("select: lamp (1) ; choose color: red|blue [0]", "simple_query(\"is the lamp red or blue?\")")]
    [InlineData("select: lamp (1) ; choose material: wood|glass [0]", "simple_query(\"is the lamp made of wood or glass?\")")]
    public void ToViper_AskInWords_CallsNeitherExistsNorMatch(string steps, string expected)
    {
        var source = GqaProgramTranslator.ToViper(Parse(steps), new GqaTranslationOptions { AskInWords = true });

        Assert.Contains(expected, source, StringComparison.Ordinal);
        Assert.DoesNotContain("exists(", source, StringComparison.Ordinal);
        Assert.DoesNotContain("verify_property(", source, StringComparison.Ordinal);
        Assert.DoesNotContain("best_text_match(", source, StringComparison.Ordinal);
        AssertValidViper(source);
    }

    [Theory]
    [InlineData("select: lamps (1) ; query: position [0]", "where are the lamps?")]
    [InlineData("select: lamp (1) ; filter color: red [0] ; query: name [1]", "which thing is red lamp?")]
    [InlineData("select: lamp (1) ; query: color [0]", "what color is the lamp?")]
    public void Translate_QuestionsForAttributes_AskInTheirForm(string steps, string expected)
    {
        var options = new GqaTranslationOptions
        {
            Questions = ImmutableDictionary<string, string>.Empty.Add("position", "where {be} the {x}?").Add("name", "which thing {be} {x}?"),
        };

        Assert.Contains($"question='{expected}'", GqaProgramTranslator.ToVisProg(Parse(steps), options), StringComparison.Ordinal);
        Assert.Contains($"simple_query(\"{expected}\")", GqaProgramTranslator.ToViper(Parse(steps), options), StringComparison.Ordinal);
    }

    /// <summary>Where something is shows in the whole image alone.</summary>
    [Fact]
    public void Translate_QuestionForPosition_IsAskedOfTheWholeImage()
    {
        var options = new GqaTranslationOptions { CropObjects = true, Questions = ImmutableDictionary<string, string>.Empty.Add("position", "where {be} the {x}?") };
        var question = Parse("select: lamp (1) ; query: position [0]");

        Assert.Contains("VQA(image=IMAGE,", GqaProgramTranslator.ToVisProg(question, options), StringComparison.Ordinal);
        Assert.Contains("image_patch.simple_query(", GqaProgramTranslator.ToViper(question, options), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("select: lamp (1)", "gives objects")]
    [InlineData("select: lamp (1) ; ponder: deeply [0]", "no operation 'ponder'")]
    [InlineData("select: lamp (1) ; relate: book [0] ; exist: ? [1]", "name,relation,s")]
    [InlineData("select: lamp (1) ; choose color: red [0]", "two values")]
    [InlineData("select: lamp (1) ; and:  [0, 0]", "yes or no")]
    [InlineData("select: lamp (1) ; exist: ? [5]", "earlier step")]
    public void Translate_BadProgram_SaysWhichStepAndWhy(string steps, string expected)
    {
        var error = Assert.Throws<GqaTranslationException>(() => GqaProgramTranslator.ToVisProg(Parse(steps)));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.StartsWith("q1: semantic[", error.Message, StringComparison.Ordinal);
        Assert.Throws<GqaTranslationException>(() => GqaProgramTranslator.ToViper(Parse(steps)));
    }

    [Fact]
    public void Translate_WithoutProgram_IsRefused() =>
        Assert.Throws<GqaTranslationException>(() => GqaProgramTranslator.ToVisProg(new GqaQuestion { Id = "q1", ImageId = "i", Question = "?" }));

    /// <summary>Questions in the official format, of every operation that they use.</summary>
    [Fact]
    public async Task Translate_OfficialQuestions_GivesValidPrograms()
    {
        var count = 0;
        await foreach (var question in GqaQuestionFile.ReadAsync(GoldenFolder.Path("metrics", "gqa", "val_questions.json"), null, TestContext.Current.CancellationToken))
        {
            AssertValid(GqaProgramTranslator.ToVisProg(question));
            AssertValidViper(GqaProgramTranslator.ToViper(question));
            count++;
        }

        Assert.True(count > 0);
    }

    private static void AssertValid(string source)
    {
        var signatures = Sdvp.Core.Symbolic.SymbolicModules.Create().Select(m => m.Signature).Append(StandardSignatures.Vqa()).Append(StandardSignatures.Loc());
        var options = new ProgramParseOptions
        {
            Modules = signatures.ToImmutableDictionary(s => s.Name),
            Inputs = ImmutableDictionary<string, ProgramType>.Empty.Add("IMAGE", ProgramType.Image),
            Strict = true,
        };
        var parse = new VisProgLanguage().Parse(source, options);
        Assert.True(parse.Program is not null && parse.Diagnostics.IsEmpty, $"{source}\n{string.Join("\n", parse.Diagnostics)}");
    }

    private static void AssertValidViper(string source)
    {
        ModuleSignature[] signatures = [StandardSignatures.Vqa(), StandardSignatures.Loc("DETECT"), StandardSignatures.Match()];
        var options = new ProgramParseOptions
        {
            Modules = signatures.ToImmutableDictionary(s => s.Name),
            Inputs = ImmutableDictionary<string, ProgramType>.Empty.Add("image", ProgramType.Image),
            Strict = true,
        };
        var parse = new ViperLanguage().Parse(source, options);
        Assert.True(parse.Program is not null && parse.Diagnostics.IsEmpty, $"{source}\n{string.Join("\n", parse.Diagnostics)}");
    }

    private static GqaQuestion Parse(string steps) => new()
    {
        Id = "q1",
        ImageId = "i",
        Question = "?",
        Semantic = [.. steps.Split(" ; ").Select(ParseStep)],
    };

    private static GqaOperation ParseStep(string step)
    {
        var bracket = step.EndsWith(']') ? step.LastIndexOf('[') : -1;
        ImmutableArray<int> dependencies = bracket < 0 ? [] : [.. step[(bracket + 1)..^1].Split(',').Select(n => int.Parse(n.Trim(), System.Globalization.CultureInfo.InvariantCulture))];
        var text = bracket < 0 ? step : step[..(bracket - 1)];
        var colon = text.IndexOf(": ", StringComparison.Ordinal);
        return colon < 0 ? new GqaOperation(text.TrimEnd(':', ' '), "", dependencies) : new GqaOperation(text[..colon], text[(colon + 2)..], dependencies);
    }

    private static GqaQuestion ToGqa(SceneQuestion question) => new()
    {
        Id = "q",
        ImageId = "s",
        Question = question.Text,
        Answer = question.Answer,
        Semantic = [.. question.Operations.Select(o => new GqaOperation(o.Operation, o.Argument, o.Dependencies))],
    };
}
