using System.Collections.Immutable;
using Sdvp.Core.Execution;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs;
using Sdvp.Core.Recording;
using Sdvp.Core.Teaching;
using Sdvp.Core.Values;
using Sdvp.Distillation.Evaluation;
using Sdvp.Distillation.Reporting;
using Sdvp.Distillation.Tests.Evaluation;
using SkiaSharp;

namespace Sdvp.Distillation.Tests.Reporting;

/// <summary>A report with something of everything.</summary>
internal static class DemoReport
{
    private const string Source = """
        BOX0=LOC(image=IMAGE,object='blue square')
        IMAGE0=CROP_RIGHTOF(image=IMAGE,box=BOX0)
        ANSWER0=VQA(image=IMAGE0,question='What color is the circle?')
        FINAL_RESULT=RESULT(var=ANSWER0)
        """;

    private const string PairSource = """
        ANSWER0=VQA(image=LEFT,question='How many circles are there?')
        ANSWER1=VQA(image=RIGHT,question='Is there a <big> circle?')
        ANSWER2=EVAL(expr='{ANSWER0} == 2 and {ANSWER1}')
        FINAL_RESULT=RESULT(var=ANSWER2)
        """;

    public static ReportModel Create() => new()
    {
        Title = "Stepwise distillation on two procedural tasks",
        Summary = "A visual question answering module learns from small task teachers while its programs run, and is held to its snapshot by self-distillation.",
        Facts =
        [
            new("Seed", "7"), new("Programs learned from", "4,000"), new("Question-only baseline", "51.2 % on A, 50.4 % on B"), new("Duration", "3 min 12 s, 2 cores"),
        ],
        Results = Table(),
        Curves =
        [
            new("Loss on task A", "training step", "loss", [Falling("step loss", 1.4, 0.35, 120), Falling("self-distillation", 0.05, 0.22, 120)]),
            new("Validation accuracy", "epoch", "accuracy", [Rising("task A", 0.623, 0.705), Rising("task B", 0.581, 0.648), Rising("general", 0.768, 0.762)]),
        ],
        Labels =
        [
            new() { Name = "Task A · VQA", Steps = 4631, Labelled = 4210, Precision = 0.871, Abstentions = Counts(("low-confidence", 377), ("unknown-answer", 31), ("failed-step", 13)) },
            new() { Name = "Task A · LOC", Steps = 1822, Labelled = 1790, Abstentions = Counts(("no-proposals", 32)) },
            new() { Name = "Task B · VQA", Steps = 5120, Labelled = 3904, Precision = 0.902, Abstentions = Counts(("not-a-statement", 1011), ("low-confidence", 205)) },
        ],
        Failures = [new("train_questions.json", "answer: the field is missing", 3), new("Task A, before", "CROP_RIGHTOF: ArgumentException", 12)],
        Examples = [Scene(), Pair()],
    };

    public static byte[] EncodePng(ImageBuffer image)
    {
        using var bitmap = new SKBitmap(image.Width, image.Height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        for (var i = 0; i < image.Width * image.Height; i++)
        {
            var pixel = image.Pixels.Slice(i * 3, 3);
            bitmap.SetPixel(i % image.Width, i / image.Width, new SKColor(pixel[0], pixel[1], pixel[2]));
        }

        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    public static ResultTable Table() => new()
    {
        Columns = [new("taskA", "Task A"), new("taskB", "Task B"), new("taskAafterB", "A after B"), new("general", "General"), new("unseen-1", "Unseen: where")],
        Rows =
        [
            Row("before", "Before", 0.623, 0.581, 0.623, 0.768, 0.741), Row("teacher-direct", "Teacher put in directly", 0.701, 0.640, 0.480, 0.310, null),
            Row("naive", "Naive fine-tuning", 0.724, 0.655, 0.668, 0.702, 0.655), Row("stepwise", "Stepwise + self-distillation", 0.705, 0.648, 0.698, 0.762, 0.736),
        ],
    };

    private static ResultRow Row(string name, string title, params double?[] means)
    {
        string[] columns = ["taskA", "taskB", "taskAafterB", "general", "unseen-1"];
        return new ResultRow(
            name,
            means.Select((mean, i) => (mean, columns[i])).Where(m => m.mean is not null)
                .ToImmutableDictionary(m => m.Item2, m => new BootstrapInterval(m.mean!.Value, m.mean.Value - 0.021, m.mean.Value + 0.02, 1000)),
            title);
    }

    private static ImmutableDictionary<string, int> Counts(params (string Code, int Count)[] counts) => counts.ToImmutableDictionary(c => c.Code, c => c.Count);

    private static CurveSeries Falling(string name, double from, double to, int points) => new(
        name, [.. Enumerable.Range(0, points).Select(i => new CurvePoint(i * 10, to + ((from - to) * Math.Exp(-i / 25.0)) + (0.02 * Math.Sin(i * 1.7))))]);

    private static CurveSeries Rising(string name, double from, double to) => new(
        name, [.. Enumerable.Range(0, 5).Select(i => new CurvePoint(i, from + ((to - from) * (1 - Math.Exp(-i / 1.3)))))]);

    private static ExampleRationale Scene()
    {
        var image = new ImageValue(Paint((28, 34, 10, (30, 80, 220), false), (60, 20, 9, (214, 40, 40), true), (70, 60, 7, (230, 190, 30), false), (12, 70, 8, (40, 150, 80), true)));
        var example = new TaskExample
        {
            Id = "a-0017",
            Question = "What color is the circle to the right of the blue square?",
            Answer = "red",
            Family = "relational",
            Inputs = ImmutableDictionary<string, ProgramValue>.Empty.Add("IMAGE", image),
            Program = new FakeProgram(Source),
        };
        Region[] proposals = [new(new PixelBox(18, 24, 38, 44), 0.91, "blue square"), new(new PixelBox(62, 52, 78, 68), 0.22), new(new PixelBox(50, 10, 70, 30), 0.08)];
        ProgramRun Run(AnswerDistribution answers)
        {
            var crop = image.Crop(new PixelBox(28, 0, 96, 96));
            return new ProgramRun
            {
                Id = example.Id,
                ProgramId = example.Program.Id,
                Value = new TextValue(answers.Top),
                Duration = TimeSpan.FromMilliseconds(12),
                Records =
                [
                    Record(0, "LOC", new RegionsValue([proposals[0]]), Source, ("image", image), ("object", new TextValue("blue square"))) with { Proposals = [.. proposals] },
                    Record(1, "CROP_RIGHTOF", crop, Source, ("image", image)),
                    Record(2, "VQA", new TextValue(answers.Top), Source, ("image", crop), ("question", new TextValue("What color is the circle?"))) with { Distribution = answers },
                    Record(3, "RESULT", new TextValue(answers.Top), Source),
                ],
            };
        }

        StepLabel? Label(StepRecord record) => record.Module switch
        {
            "VQA" => StepLabel.ForAnswers(Distribution(("red", 0.93), ("yellow", 0.05)), 1, "teacher"),
            "LOC" => StepLabel.ForRegions([new(proposals[0].Box, 0.98), new(proposals[1].Box, 0.03)], 1, "teacher"),
            _ => null,
        };
        string? Gold(StepRecord record) => record.Module == "VQA" ? "red" : null;
        return ExampleRationale.From(
            example,
            RationaleRun.From("before", example, Run(Distribution(("yellow", 0.47), ("red", 0.38), ("green", 0.09), ("blue", 0.04))), Label, Gold),
            RationaleRun.From("after", example, Run(Distribution(("red", 0.86), ("yellow", 0.11), ("green", 0.02), ("blue", 0.004))), Label, Gold));
    }

    private static ExampleRationale Pair()
    {
        var left = new ImageValue(Paint((24, 30, 9, (240, 140, 20), true), (66, 58, 10, (120, 60, 180), true)));
        var right = new ImageValue(Paint((48, 48, 22, (20, 160, 170), true)));
        var example = new TaskExample
        {
            Id = "train-204-1-0",
            Question = "There are two circles in the left image & a <big> one in the right.",
            Answer = "yes",
            Family = "logical",
            Inputs = ImmutableDictionary<string, ProgramValue>.Empty.Add("LEFT", left).Add("RIGHT", right),
            Program = new FakeProgram(PairSource),
        };
        StepRecord Count(AnswerDistribution answers) =>
            Record(0, "VQA", new TextValue(answers.Top), PairSource, ("image", left), ("question", new TextValue("q"))) with { Distribution = answers };
        StepRecord Big(AnswerDistribution answers) =>
            Record(1, "VQA", new TextValue(answers.Top), PairSource, ("image", right), ("question", new TextValue("q"))) with { Distribution = answers };
        var run = new ProgramRun { Id = example.Id, ProgramId = example.Program.Id, Duration = TimeSpan.Zero, Records = [] };
        var before = run with
        {
            Error = new ProgramExecutionException("The expression 'unknown == 2 and yes' compares text with an integer.", "EVAL", new CallSite(2, null, default)),
            Records =
            [
                Count(Distribution(("unknown", 0.4), ("2", 0.35))), Big(Distribution(("yes", 0.8), ("no", 0.2))),
                Record(2, "EVAL", null, PairSource) with { Error = "The expression 'unknown == 2 and yes' compares text with an integer." },
            ],
        };
        var after = run with
        {
            Value = new BooleanValue(true),
            Records =
            [
                Count(Distribution(("2", 0.9), ("1", 0.06), ("3", 0.04))), Big(Distribution(("yes", 0.97), ("no", 0.03))),
                Record(2, "EVAL", new BooleanValue(true), PairSource), Record(3, "RESULT", new BooleanValue(true), PairSource),
            ],
        };
        StepLabel? Label(StepRecord record) => record.Module == "VQA"
            ? StepLabel.ForAnswers(record.StepIndex == 0 ? Distribution(("2", 0.8), ("3", 0.2)) : Distribution(("yes", 0.99), ("no", 0.01)), 1, "teacher") : null;
        return ExampleRationale.From(example, RationaleRun.From("before", example, before, Label), RationaleRun.From("after", example, after, Label));
    }

    private static AnswerDistribution Distribution(params (string Answer, double Probability)[] answers) => new(answers.Select(a => KeyValuePair.Create(a.Answer, a.Probability)));

    private static StepRecord Record(int index, string module, ProgramValue? value, string source, params (string Name, ProgramValue Value)[] arguments)
    {
        var lines = source.Split('\n');
        var start = lines.Take(index).Sum(line => line.Length + 1) + lines[index].IndexOf('=', StringComparison.Ordinal) + 1;
        return new StepRecord
        {
            RunId = "r",
            StepIndex = index,
            Module = module,
            Version = new ModuleVersion("v1"),
            Arguments = arguments.ToImmutableDictionary(a => a.Name, a => a.Value),
            Value = value,
            Span = new SourceSpan(start, source.Length > start + 4 ? 4 : 1, index + 1, 1),
            Duration = TimeSpan.FromMilliseconds(3),
        };
    }

    private static ImageBuffer Paint(params (int X, int Y, int Radius, (int R, int G, int B) Colour, bool IsRound)[] shapes)
    {
        const int Size = 96;
        var pixels = new byte[Size * Size * 3];
        for (var i = 0; i < Size * Size; i++)
        {
            var (x, y) = (i % Size, i / Size);
            var colour = ((x / 8 * 37) + (y / 8 * 17)) % 5 * 4;
            var (r, g, b) = (222 - colour, 216 - colour, 204 - colour);
            foreach (var shape in shapes)
            {
                var (dx, dy) = (x - shape.X, y - shape.Y);
                if (shape.IsRound ? (dx * dx) + (dy * dy) <= shape.Radius * shape.Radius : Math.Max(Math.Abs(dx), Math.Abs(dy)) <= shape.Radius)
                {
                    (r, g, b) = shape.Colour;
                }
            }

            (pixels[i * 3], pixels[(i * 3) + 1], pixels[(i * 3) + 2]) = ((byte)r, (byte)g, (byte)b);
        }

        return ImageBuffer.FromRgb(Size, Size, pixels);
    }
}
