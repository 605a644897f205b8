using System.Collections.Immutable;
using Sdvp.Core.Values;
using Sdvp.Samples.Scenes.Programs;
using Sdvp.Samples.Scenes.World;

namespace Sdvp.Samples.Scenes.Questions;

/// <summary>Draws questions of GQA's kinds about one scene.</summary>
public static class QuestionSampler
{
    /// <summary>The families of task A; the general domain has them too.</summary>
    public static ImmutableArray<string> TaskFamilies { get; } =
        ["query", "query-rel", "verify", "verify-rel", "exist", "exist-rel", "choose", "logical", "compare"];

    /// <summary>Families that no task trains: only the general domain has them.</summary>
    public static ImmutableArray<string> UnseenFamilies { get; } = ["where", "name"];

    /// <summary>Draws a question of a family.</summary>
    /// <param name="family">The family.</param>
    /// <param name="scene">The scene.</param>
    /// <param name="random">Where chance comes from.</param>
    /// <returns>The question; null where the scene gives no occasion for one.</returns>
    /// <exception cref="ArgumentException">There is no such family.</exception>
    public static SceneQuestion? Sample(string family, Scene scene, SceneRandom random)
    {
        ArgumentNullException.ThrowIfNull(scene);
        ArgumentNullException.ThrowIfNull(random);
        return family switch
        {
            "query" => SampleDirect(family, "query", "attr", StepQuestionKind.Query, scene, random),
            "verify" => SampleDirect(family, "verify", "attr", StepQuestionKind.Verify, scene, random),
            "choose" => SampleDirect(family, "choose", "attr", StepQuestionKind.Choose, scene, random),
            "where" => SampleDirect(family, "query", "global", StepQuestionKind.Where, scene, random),
            "name" => SampleDirect(family, "query", "cat", StepQuestionKind.Name, scene, random),
            "count" => SampleDirect(family, "query", "obj", StepQuestionKind.Count, scene, random),
            "exist" => SampleExist(scene, random),
            "query-rel" => SampleRelated(family, "query", StepQuestionKind.Query, scene, random),
            "verify-rel" => SampleRelated(family, "verify", StepQuestionKind.Verify, scene, random),
            "exist-rel" => SampleRelated(family, "verify", StepQuestionKind.Exist, scene, random),
            "logical" => SampleLogical(scene, random),
            "compare" => SampleCompare(scene, random),
            _ => throw new ArgumentException($"'{family}' is no family of questions.", nameof(family)),
        };
    }

    /// <summary>One question about the whole scene. Half of the programs about an object look for it and crop it first.</summary>
    private static SceneQuestion? SampleDirect(string family, string structural, string semantic, StepQuestionKind kind, Scene scene, SceneRandom random)
    {
        if (StepQuestionSampler.Sample(kind, scene, Scene.Bounds, random) is not { } question || question.AnswerFor(scene, Scene.Bounds) is not { } answer)
        {
            return null;
        }

        var program = new ProgramWriter("IMAGE");
        var image = "IMAGE";
        if (kind is StepQuestionKind.Query or StepQuestionKind.Verify or StepQuestionKind.Choose && random.NextBool())
        {
            image = program.CropAround(image, program.Locate(image, question.Query.Text));
        }

        var operations = new SemanticProgram();
        operations.Ask(question, operations.Select(question.Query, scene));
        return new SceneQuestion
        {
            Family = family,
            Structural = structural,
            Semantic = semantic,
            Text = question.Text,
            Answer = answer,
            Operations = operations.Operations,
            Programs = program.Result(program.Ask(image, question.Text)),
        };
    }

    private static SceneQuestion? SampleExist(Scene scene, SceneRandom random)
    {
        if (StepQuestionSampler.Sample(StepQuestionKind.Exist, scene, Scene.Bounds, random) is not { } question || question.AnswerFor(scene, Scene.Bounds) is not { } answer)
        {
            return null;
        }

        var program = new ProgramWriter("IMAGE");
        var result = random.NextBool()
            ? program.Ask("IMAGE", question.Text)
            : program.AnyOf(program.Locate("IMAGE", question.Query.Text));
        var operations = new SemanticProgram();
        operations.Ask(question, operations.Select(question.Query, scene));
        return new SceneQuestion
        {
            Family = "exist",
            Structural = "verify",
            Semantic = "obj",
            Text = question.Text,
            Answer = answer,
            Operations = operations.Operations,
            Programs = program.Result(result),
        };
    }

    /// <summary>A question about what lies on one side of an anchor: the program looks for the anchor and cuts that side out.</summary>
    private static SceneQuestion? SampleRelated(string family, string structural, StepQuestionKind kind, Scene scene, SceneRandom random)
    {
        var anchor = random.Pick(scene.Objects);
        var direction = (Direction)random.NextInt(4);
        var region = direction.RegionBeside(anchor);
        if (Describer.DescribeUniquely(anchor, scene.Objects, null, random) is not { } anchorQuery
            || StepQuestionSampler.Sample(kind, scene, region, random) is not { } question
            || question.Query.Matches(anchor) || IsAmbiguous(question.Query, scene, region)
            || question.AnswerFor(scene, region) is not { } answer)
        {
            return null;
        }

        var program = new ProgramWriter("IMAGE");
        var side = program.CropBeside(direction, "IMAGE", program.Locate("IMAGE", anchorQuery.Text));
        var operations = new SemanticProgram();
        var related = operations.Relate(question.Query, direction, scene, region, operations.Select(anchorQuery, scene));
        operations.Ask(question, related);
        return new SceneQuestion
        {
            Family = family,
            Structural = structural,
            Semantic = "rel",
            Text = question.Text.Replace(question.Query.Text, $"{question.Query.Text} {direction.Relation()} the {anchorQuery.Text}", StringComparison.Ordinal),
            Answer = answer,
            Operations = operations.Operations,
            Programs = program.Result(program.Ask(side, question.Text)),
        };
    }

    /// <summary>Whether an object that the description fits is cut in two by the region's border.</summary>
    private static bool IsAmbiguous(ObjectQuery query, Scene scene, PixelBox region) =>
        scene.Objects.Any(o => query.Matches(o) && o.ShareInside(region) is > 0.25 and < 0.85);

    private static SceneQuestion? SampleLogical(Scene scene, SceneRandom random)
    {
        if (StepQuestionSampler.Sample(StepQuestionKind.Exist, scene, Scene.Bounds, random) is not { } first
            || StepQuestionSampler.Sample(StepQuestionKind.Exist, scene, Scene.Bounds, random) is not { } second
            || first.Query == second.Query)
        {
            return null;
        }

        var isAnd = random.NextBool();
        var (a, b) = (first.AnswerFor(scene, Scene.Bounds) == "yes", second.AnswerFor(scene, Scene.Bounds) == "yes");
        var answer = isAnd ? a && b : a || b;

        // "and" is mostly false and "or" mostly true; dropping a part of those balances the answers.
        if (answer != isAnd && random.NextBool(0.67))
        {
            return null;
        }

        var connective = isAnd ? "and" : "or";
        var program = new ProgramWriter("IMAGE");
        var (left, right) = (program.Ask("IMAGE", first.Text), program.Ask("IMAGE", second.Text));
        var operations = new SemanticProgram();
        var exists = operations.Add("exist", "?", operations.Select(first.Query, scene));
        operations.Add(connective, "", exists, operations.Add("exist", "?", operations.Select(second.Query, scene)));
        return new SceneQuestion
        {
            Family = "logical",
            Structural = "logical",
            Semantic = "obj",
            Text = $"is there a {first.Query.Text} {connective} a {second.Query.Text}?",
            Answer = answer ? "yes" : "no",
            Operations = operations.Operations,
            Programs = program.Result(program.Join(left, connective, right, asAnswer: true)),
        };
    }

    private static SceneQuestion? SampleCompare(Scene scene, SceneRandom random)
    {
        var attribute = random.NextBool(0.7) ? "color" : "shape";
        var first = random.Pick(scene.Objects);
        var isSame = random.NextBool();
        var others = scene.Objects.Where(o => o != first && o.ValueOf(attribute) == first.ValueOf(attribute) == isSame).ToList();
        if (others.Count == 0)
        {
            return null;
        }

        var second = random.Pick(others);
        if (Describer.DescribeUniquely(first, scene.Objects, attribute, random) is not { } a || Describer.DescribeUniquely(second, scene.Objects, attribute, random) is not { } b)
        {
            return null;
        }

        var program = new ProgramWriter("IMAGE");
        var left = program.Ask("IMAGE", new StepQuestion(StepQuestionKind.Query, a, attribute).Text);
        var right = program.Ask("IMAGE", new StepQuestion(StepQuestionKind.Query, b, attribute).Text);
        var operations = new SemanticProgram();
        var selected = operations.Select(a, scene);
        operations.Add($"same {attribute}", "", selected, operations.Select(b, scene));
        return new SceneQuestion
        {
            Family = "compare",
            Structural = "compare",
            Semantic = "attr",
            Text = $"do the {a.Text} and the {b.Text} have the same {attribute}?",
            Answer = isSame ? "yes" : "no",
            Operations = operations.Operations,
            Programs = program.Result(program.Same(left, right, asAnswer: true)),
        };
    }
}
