using System.Collections.Immutable;
using Sdvp.Core.Execution;
using Sdvp.Core.Execution.Fallbacks;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs;
using Sdvp.Core.Rationale;
using Sdvp.Core.Recording;
using Sdvp.Core.Values;

namespace Sdvp.Core.Tests.Rationale;

/// <summary>Runs with something of everything, made without running anything.</summary>
internal static class DemoRuns
{
    public const string VisProg = """
        BOX0=LOC(image=IMAGE,object='blue square')
        IMAGE0=CROP_RIGHTOF(image=IMAGE,box=BOX0)
        ANSWER0=VQA(image=IMAGE0,question='What color is Anna's circle?')
        ANSWER1=EVAL(expr="'yes' if {ANSWER0} == 'red' else 'no'")
        FINAL_RESULT=RESULT(var=ANSWER1)
        """;

    public const string Python = """
        def execute_command(image):
            image_patch = ImagePatch(image)
            colors = []
            for patch in image_patch.find("circle"):
                # one question for each
                colors.append(patch.simple_query("What color is this?"))
            if len(colors) > 2 and image_patch.exists("star"):
                return f"many: {len(colors)}"
            return ", ".join(sorted(colors))
        """;

    public static ImageValue Image { get; } = new(Paint());

    public static ImmutableDictionary<string, ProgramValue> Inputs { get; } = ImmutableDictionary<string, ProgramValue>.Empty.Add("IMAGE", Image);

    public static RunRationale Scene()
    {
        Region[] proposals = [new(new PixelBox(18, 24, 38, 44), 0.91, "blue square"), new(new PixelBox(62, 52, 78, 68), 0.22), new(new PixelBox(50, 10, 70, 30), 0.08)];
        var crop = Image.Crop(new PixelBox(28, 0, 96, 96));
        var answers = new AnswerDistribution([new("red", 0.86), new("orange", 0.11), new("yellow", 0.02), new("blue", 0.004)]);
        return Rationale(
            VisProg, "a-0017", "Is the circle to the right of the blue square red?", new TextValue("yes"),
            Record(VisProg, 0, "LOC", "BOX0", new RegionsValue([proposals[0]]), ("image", Image), ("object", new TextValue("blue square"))) with { Proposals = [.. proposals] },
            Record(VisProg, 1, "CROP_RIGHTOF", "IMAGE0", crop, ("image", Image), ("box", new RegionsValue([proposals[0]]))) with { Duration = TimeSpan.FromMicroseconds(80) },
            Record(VisProg, 2, "VQA", "ANSWER0", new TextValue("red"), ("image", crop), ("question", new TextValue("What color is Anna's circle?"))) with { Distribution = answers, Duration = TimeSpan.FromMilliseconds(21) },
            Record(VisProg, 3, "EVAL", "ANSWER1", new TextValue("yes"), ("expr", new TextValue("'yes' if {ANSWER0} == 'red' else 'no'")), ("ANSWER0", new TextValue("red"))) with { Duration = TimeSpan.FromMicroseconds(31) },
            Record(VisProg, 4, "RESULT", "FINAL_RESULT", new TextValue("yes"), ("var", new TextValue("yes"))) with { Duration = TimeSpan.FromMicroseconds(2) }) with
        {
            Language = "visprog",
            Gold = "yes",
            Family = "relational",
            Diagnostics = [new("VP001", DiagnosticSeverity.Warning, "An apostrophe inside of quoted text is taken literally; write \\' or use double quotes.", Span(VisProg, "'s circle", 1), "\\'")],
        };
    }

    public static RunRationale Composite()
    {
        ImageValue[] patches = [Image.Crop(new PixelBox(50, 10, 70, 30)), Image.Crop(new PixelBox(62, 52, 78, 68)), Image.Crop(new PixelBox(4, 62, 20, 78))];
        string[] colors = ["red", "yellow", "green"];
        var find = Span(Python, "image_patch.find(\"circle\")");
        var ask = Span(Python, "patch.simple_query(\"What color is this?\")");
        var exists = Span(Python, "image_patch.exists(\"star\")");
        var boxes = new RegionsValue([.. patches.Select((p, i) => new Region(p.Box, 0.9 - (i * 0.2), "circle"))]);
        StepRecord[] records =
        [
            Record(Python, find, 0, "LOC", "", boxes, ("image", Image), ("object", new TextValue("circle"))),
            .. patches.Select((p, i) => Record(Python, ask, i + 1, "VQA", "", new TextValue(colors[i]), ("image", p), ("question", new TextValue("What color is this?"))) with
            {
                Distribution = new AnswerDistribution([new(colors[i], 0.7), new("black", 0.2)]),
            }),
            Record(Python, exists, 4, "exists", "", new BooleanValue(false), ("image", Image), ("name", new TextValue("star"))) with { Version = new("exists/1") },
            Record(Python, exists, 5, "LOC", "", new RegionsValue([new(new PixelBox(60, 50, 80, 70), 0.31)]), ("image", Image), ("object", new TextValue("star"))) with { Parent = 4 },
            Record(Python, exists, 6, "VQA", "", new TextValue("no"), ("image", patches[1]), ("question", new TextValue("Is this a star?"))) with { Parent = 4 },
        ];
        return Rationale(Python, "v-3", "Which colors do the circles have?", new TextValue("green, red, yellow"), records) with { Language = "viper" };
    }

    public static RunRationale Failed()
    {
        var scene = Scene();
        var site = new CallSite(2, "ANSWER0", Span(VisProg, "VQA(image=IMAGE0"));
        const string Message = "Step 2 at 3:9, ANSWER0=VQA(image=image 68 × 96, question='What color is Anna's circle?'), failed: The image has too few pixels.";
        return scene with
        {
            Id = "a-0018",
            Run = scene.Run with
            {
                Value = new TextValue("no"),
                Fallback = new RunFallback("question", FallbackCause.Failed, new ProgramExecutionException(Message, "VQA", site), 5),
                Records =
                [
                    .. scene.Run.Records.Take(2),
                    scene.Run.Records[2] with { Value = null, Distribution = null, Error = "The image has too few pixels." },
                    Record(VisProg, default, 5, "VQA", "", new TextValue("no"), ("image", Image), ("question", new TextValue(scene.Question))) with
                    {
                        Distribution = new AnswerDistribution([new("no", 0.55), new("yes", 0.45)]),
                    },
                ],
            },
        };
    }

    public static RunRationale Refused() => new()
    {
        Id = "a-0019",
        Question = "How many lamps?",
        Inputs = Inputs,
        Language = "visprog",
        Source = "BOX0=FIND(image=IMAGE,object='lamp')\nANSWER0=COUNT(box=BOX0)\n",
        Diagnostics = [new("VP002", DiagnosticSeverity.Error, "There is no module FIND.", new SourceSpan(5, 4, 1, 6), "LOC"), new("VP011", DiagnosticSeverity.Warning, "There is no RESULT; the last value counts.", new SourceSpan(37, 7, 2, 1))],
        Run = new ProgramRun
        {
            Id = "a-0019",
            ProgramId = new('7', 64),
            Error = new ProgramExecutionException("The program was refused at 1:6: error VP002: There is no module FIND.", "visprog", new CallSite(0, null, new SourceSpan(5, 4, 1, 6))),
            Duration = TimeSpan.Zero,
            Records = [],
        },
        Gold = "2",
    };

    /// <summary>The same text in every place that takes text.</summary>
    public static RunRationale Hostile(string text)
    {
        var source = $"A=VQA(image=IMAGE,question='{text}')\n{text}";
        var value = new TextValue(text);
        var record = new StepRecord
        {
            RunId = text,
            StepIndex = 0,
            Output = text,
            Module = text,
            Version = new ModuleVersion(text),
            Arguments = ImmutableDictionary<string, ProgramValue>.Empty.Add(text, value).Add("image", Image).Add("list", new ListValue([value, Image])),
            Value = value,
            Distribution = new AnswerDistribution([new(text, 1)]),
            Span = new SourceSpan(2, source.Length - 2, 1, 3),
            Duration = TimeSpan.FromMilliseconds(1),
        };
        return new RunRationale
        {
            Id = text,
            Question = text,
            Inputs = ImmutableDictionary<string, ProgramValue>.Empty.Add(text, Image),
            Language = text,
            Source = source,
            Gold = text,
            Family = text,
            Diagnostics = [new(text, DiagnosticSeverity.Warning, text, new SourceSpan(0, source.Length, 1, 1), text), new(text, DiagnosticSeverity.Error, text, new SourceSpan(-5, 900, 77, 1), text)],
            Run = new ProgramRun
            {
                Id = text,
                ProgramId = text,
                Error = new ProgramExecutionException(text, text, new CallSite(0, text, default)),
                Fallback = new RunFallback(text, FallbackCause.Failed, new ProgramExecutionException(text, text, new CallSite(0, text, default)), 2, new ProgramExecutionException(text, text, new CallSite(0, text, default))),
                Duration = TimeSpan.FromSeconds(1),
                Records = [record, record with { StepIndex = 1, Error = text, Value = null, Distribution = null }, record with { StepIndex = 2, Parent = 0, Value = new RegionsValue([new(new(0, 0, 9, 9), 0.5, text)]), Distribution = null }],
            },
        };
    }

    private static RunRationale Rationale(string source, string id, string question, ProgramValue value, params StepRecord[] records) => new()
    {
        Id = id,
        Question = question,
        Inputs = Inputs,
        Source = source,
        Run = new ProgramRun { Id = id, ProgramId = new('5', 64), Value = value, Duration = TimeSpan.FromMilliseconds(38.4), Records = [.. records] },
    };

    private static SourceSpan Span(string source, string part, int length = 0)
    {
        var start = source.IndexOf(part, StringComparison.Ordinal);
        return new SourceText(source).Span(start, length == 0 ? part.Length : length);
    }

    private static StepRecord Record(string source, int line, string module, string output, ProgramValue? value, params (string Name, ProgramValue Value)[] arguments)
    {
        var text = source.Split('\n')[line];
        return Record(source, Span(source, text[(text.IndexOf('=', StringComparison.Ordinal) + 1)..]), line, module, output, value, arguments);
    }

    private static StepRecord Record(string source, SourceSpan span, int index, string module, string output, ProgramValue? value, params (string Name, ProgramValue Value)[] arguments) => new()
    {
        RunId = "r",
        StepIndex = index,
        Output = output.Length == 0 ? null : output,
        Module = module,
        Version = new ModuleVersion("3fa2c81e77d04b6e9a1c"),
        Arguments = arguments.ToImmutableDictionary(a => a.Name, a => a.Value),
        Value = value,
        Span = span,
        Duration = TimeSpan.FromMilliseconds(12.4),
    };

    private static ImageBuffer Paint()
    {
        const int Size = 96;
        (int X, int Y, int Radius, byte R, byte G, byte B, bool IsRound)[] shapes =
            [(28, 34, 10, 30, 80, 220, false), (60, 20, 9, 214, 40, 40, true), (70, 60, 7, 230, 190, 30, true), (12, 70, 8, 40, 150, 80, true)];
        var pixels = new byte[Size * Size * 3];
        for (var i = 0; i < Size * Size; i++)
        {
            var (x, y) = (i % Size, i / Size);
            var shade = ((x / 8 * 37) + (y / 8 * 17)) % 5 * 4;
            (pixels[i * 3], pixels[(i * 3) + 1], pixels[(i * 3) + 2]) = ((byte)(222 - shade), (byte)(216 - shade), (byte)(204 - shade));
            foreach (var shape in shapes)
            {
                var (dx, dy) = (x - shape.X, y - shape.Y);
                if (shape.IsRound ? (dx * dx) + (dy * dy) <= shape.Radius * shape.Radius : Math.Max(Math.Abs(dx), Math.Abs(dy)) <= shape.Radius)
                {
                    (pixels[i * 3], pixels[(i * 3) + 1], pixels[(i * 3) + 2]) = (shape.R, shape.G, shape.B);
                }
            }
        }

        return ImageBuffer.FromRgb(Size, Size, pixels);
    }
}
