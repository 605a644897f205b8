using System.Collections.Immutable;
using System.Globalization;
using Sdvp.Core.Values;
using Sdvp.Samples.Scenes.Programs;
using Sdvp.Samples.Scenes.World;

namespace Sdvp.Samples.Scenes.Questions;

/// <summary>Draws statements of NLVR2's kind about a left and a right scene; true and false ones are drawn equally often.</summary>
public static class StatementSampler
{
    private static readonly ImmutableArray<ImmutableArray<string>> CountedForms = [["shape"], ["color"], ["size"], ["pattern"], ["shape"], ["color"]];

    private const int Attempts = 20;

    /// <summary>The families of task B.</summary>
    public static ImmutableArray<string> Families { get; } =
        ["one-exist", "one-count", "one-color", "both", "xor", "any", "total", "more", "same-color"];

    /// <summary>Draws a statement of a family.</summary>
    /// <param name="family">The family.</param>
    /// <param name="left">The left scene.</param>
    /// <param name="right">The right scene.</param>
    /// <param name="random">Where chance comes from.</param>
    /// <returns>The statement; null where the scenes give no occasion for one.</returns>
    /// <exception cref="ArgumentException">There is no such family.</exception>
    public static SceneStatement? Sample(string family, Scene left, Scene right, SceneRandom random)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        ArgumentNullException.ThrowIfNull(random);
        var isLeft = random.NextBool();
        var wanted = random.NextBool();

        // The rarer outcome of a family is tried for again and again, else its label would give itself away.
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (Draw(family, isLeft, wanted, left, right, random) is { } statement && statement.IsTrue == wanted)
            {
                return statement;
            }
        }

        return null;
    }

    private static SceneStatement? Draw(string family, bool isLeft, bool wanted, Scene left, Scene right, SceneRandom random) => family switch
    {
        "one-exist" => OneExist(isLeft, isLeft ? left : right, random),
        "one-count" => OneCount(isLeft, isLeft ? left : right, wanted, random),
        "one-color" => OneColor(isLeft, isLeft ? left : right, wanted, random),
        "both" or "xor" or "any" => Joined(family, left, right, random),
        "total" => Total(left, right, wanted, random),
        "more" => More(left, right, random),
        "same-color" => SameColor(left, right, wanted, random),
        _ => throw new ArgumentException($"'{family}' is no family of statements; expected is one of {string.Join(", ", Families)}.", nameof(family)),
    };

    private static string Variable(bool isLeft) => isLeft ? "LEFT" : "RIGHT";

    private static string Side(bool isLeft) => isLeft ? "left" : "right";

    private static string Exist(ObjectQuery query) => new StepQuestion(StepQuestionKind.Exist, query).Text;

    private static string HowMany(ObjectQuery query) => new StepQuestion(StepQuestionKind.Count, query).Text;

    private static string Number(int count, ObjectQuery query) => count == 1 ? $"is 1 {query.Text}" : string.Create(CultureInfo.InvariantCulture, $"are {count} {query.PluralText}");

    private static SceneStatement? OneExist(bool isLeft, Scene scene, SceneRandom random)
    {
        if (StepQuestionSampler.Sample(StepQuestionKind.Exist, scene, Scene.Bounds, random) is not { } question)
        {
            return null;
        }

        var program = new ProgramWriter("LEFT", "RIGHT");
        return new SceneStatement(
            "one-exist", $"in the {Side(isLeft)} image there is a {question.Query.Text}",
            question.AnswerFor(scene, Scene.Bounds) == "yes", program.Result(program.Ask(Variable(isLeft), question.Text)));
    }

    private static SceneStatement? OneCount(bool isLeft, Scene scene, bool wanted, SceneRandom random)
    {
        var query = CountedQuery([.. scene.Objects], random);
        var actual = scene.Objects.Count(query.Matches);
        var said = wanted ? actual : Miscount(actual, random);
        var program = new ProgramWriter("LEFT", "RIGHT");
        var count = program.Ask(Variable(isLeft), HowMany(query));
        return new SceneStatement(
            "one-count", $"in the {Side(isLeft)} image there {Number(said, query)}", said == actual,
            program.Result(program.SumIs(said, count)));
    }

    private static SceneStatement? OneColor(bool isLeft, Scene scene, bool wanted, SceneRandom random)
    {
        var item = random.Pick(scene.Objects);
        if (Describer.DescribeUniquely(item, scene.Objects, "color", random) is not { } query)
        {
            return null;
        }

        var said = wanted ? item.Color : StepQuestionSampler.OtherValue("color", item, scene.Objects, random);
        var program = new ProgramWriter("LEFT", "RIGHT");
        var color = program.Ask(Variable(isLeft), new StepQuestion(StepQuestionKind.Query, query, "color").Text);
        return new SceneStatement(
            "one-color", $"in the {Side(isLeft)} image the {query.Text} is {said}", said == item.Color,
            program.Result(program.Is(color, said)));
    }

    private static SceneStatement? Joined(string family, Scene left, Scene right, SceneRandom random)
    {
        var query = random.NextBool(0.25)
            ? Describer.DescribeAbsent([.. left.Objects, .. right.Objects], random)
            : Describer.Describe(random.Pick(random.NextBool() ? left.Objects : right.Objects), random);
        if (query is null)
        {
            return null;
        }

        var (a, b) = (left.Objects.Any(query.Matches), right.Objects.Any(query.Matches));
        var (text, isTrue, connective) = family switch
        {
            "both" => ($"both images contain a {query.Text}", a && b, "and"),
            "xor" => ($"exactly one image contains a {query.Text}", a != b, "xor"),
            _ => ($"at least one image contains a {query.Text}", a || b, "or"),
        };
        var program = new ProgramWriter("LEFT", "RIGHT");
        var (first, second) = (program.Ask("LEFT", Exist(query)), program.Ask("RIGHT", Exist(query)));
        return new SceneStatement(family, text, isTrue, program.Result(program.Join(first, connective, second)));
    }

    private static SceneStatement? Total(Scene left, Scene right, bool wanted, SceneRandom random)
    {
        var query = CountedQuery([.. left.Objects, .. right.Objects], random);
        var actual = left.Objects.Count(query.Matches) + right.Objects.Count(query.Matches);
        var said = wanted ? actual : Miscount(actual, random);
        var program = new ProgramWriter("LEFT", "RIGHT");
        var (first, second) = (program.Ask("LEFT", HowMany(query)), program.Ask("RIGHT", HowMany(query)));
        return new SceneStatement(
            "total", $"in total there {Number(said, query)}", said == actual,
            program.Result(program.SumIs(said, first, second)));
    }

    private static SceneStatement? More(Scene left, Scene right, SceneRandom random)
    {
        var query = CountedQuery([.. left.Objects, .. right.Objects], random);
        var program = new ProgramWriter("LEFT", "RIGHT");
        var (first, second) = (program.Ask("LEFT", HowMany(query)), program.Ask("RIGHT", HowMany(query)));
        return new SceneStatement(
            "more", $"there are more {query.PluralText} in the left image than in the right image",
            left.Objects.Count(query.Matches) > right.Objects.Count(query.Matches), program.Result(program.Exceeds(first, second)));
    }

    private static SceneStatement? SameColor(Scene left, Scene right, bool wanted, SceneRandom random)
    {
        var first = random.Pick(left.Objects);
        var others = right.Objects.Where(o => (o.Color == first.Color) == wanted).ToList();
        if (others.Count == 0)
        {
            return null;
        }

        var second = random.Pick(others);
        if (Describer.DescribeUniquely(first, left.Objects, "color", random) is not { } a || Describer.DescribeUniquely(second, right.Objects, "color", random) is not { } b)
        {
            return null;
        }

        var program = new ProgramWriter("LEFT", "RIGHT");
        var x = program.Ask("LEFT", new StepQuestion(StepQuestionKind.Query, a, "color").Text);
        var y = program.Ask("RIGHT", new StepQuestion(StepQuestionKind.Query, b, "color").Text);
        return new SceneStatement(
            "same-color", $"the {a.Text} in the left image and the {b.Text} in the right image have the same color",
            first.Color == second.Color, program.Result(program.Same(x, y)));
    }

    private static ObjectQuery CountedQuery(ImmutableArray<SceneObject> among, SceneRandom random) =>
        ObjectQuery.Of(random.Pick(among), random.Pick(CountedForms).AsSpan());

    private static int Miscount(int actual, SceneRandom random) => actual == 0 || random.NextBool() ? actual + 1 : actual - 1;
}
