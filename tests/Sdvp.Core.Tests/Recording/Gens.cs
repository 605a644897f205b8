using System.Collections.Immutable;
using CsCheck;
using Sdvp.Core.Execution;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs;
using Sdvp.Core.Recording;
using Sdvp.Core.Values;

namespace Sdvp.Core.Tests.Recording;

/// <summary>Values, records and runs of every kind, odd ones included.</summary>
internal static class Gens
{
    /// <summary>Also halves of surrogate pairs, control characters and the line ends of JSON Lines.</summary>
    public static readonly Gen<string> Text = Gen.OneOf(
        Gen.String,
        Gen.OneOfConst("", "ja", "null", "\n\r\u2028", "\ud83d\ude00", "\ud83d", "\ude00x", "{\"utf16\":\"\"}", "a\0b"),
        Gen.Char['\ud700', '\ue100'].Array[0, 6].Select(chars => new string(chars)));

    public static readonly Gen<double> Number = Gen.OneOf(
        Gen.Double, Gen.OneOfConst(0.0, -0.0, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, double.MaxValue, 0.1));

    public static readonly Gen<PixelBox> Box = Gen.Select(Gen.Int, Gen.Int, Gen.Int, Gen.Int, (l, t, r, b) => new PixelBox(l, t, r, b));

    public static readonly Gen<RegionMask> Mask = Gen.Select(Gen.Int[-9, 9], Gen.Int[-9, 9], Gen.Int[1, 6], Gen.Int[1, 6]).SelectMany((x, y, width, height) =>
        Gen.Byte.Array[width * height].Select(coverage => RegionMask.FromCoverage(new PixelBox(x, y, x + width, y + height), coverage)));

    public static readonly Gen<ImmutableArray<Region>> Regions = Gen.Select(Box, Number, Gen.Null(Text), Gen.Null(Mask), Gen.Null(Text), Gen.Nullable(Number), Gen.Nullable(Gen.Int)).Select(
        (box, score, label, mask, name, classScore, instance) => new Region(box, score, label) { Mask = mask, Class = name, ClassScore = classScore, Instance = instance })
        .Array[0, 4].Select(regions => regions.ToImmutableArray());

    public static readonly Gen<ImageBuffer> Image = Gen.Select(Gen.Int[1, 9], Gen.Int[1, 9]).SelectMany((width, height) =>
        Gen.Byte.Array[width * height * 3].Select(rgb => ImageBuffer.FromRgb(width, height, rgb)));

    public static readonly Gen<ProgramValue> Value = Gen.Recursive<ProgramValue>((depth, self) =>
    {
        Gen<ProgramValue>[] leaves =
        [
            Text.Select(text => (ProgramValue)new TextValue(text)),
            Gen.Long.Select(number => (ProgramValue)new IntegerValue(number)),
            Number.Select(number => (ProgramValue)new NumberValue(number)),
            Gen.Bool.Select(truth => (ProgramValue)new BooleanValue(truth)),
            Gen.Const(ProgramValue.None),
            Regions.Select(regions => (ProgramValue)new RegionsValue(regions)),
            Gen.Select(Image, Gen.Int[0, 9], Gen.Int[0, 9], (image, x, y) => (ProgramValue)new ImageValue(image, new PixelBox(x % image.Width, y % image.Height, 9, 9))),
        ];
        return depth > 3 ? Gen.OneOf(leaves) : Gen.OneOf([.. leaves, self.Array[0, 3].Select(items => (ProgramValue)new ListValue([.. items]))]);
    });

    public static readonly Gen<SourceSpan> Span = Gen.Select(Gen.Int, Gen.Int, Gen.Int, Gen.Int, (s, l, line, c) => new SourceSpan(s, l, line, c));

    public static readonly Gen<AnswerDistribution> Distribution = Gen.Select(Text, Gen.Double[0, 0.2]).Array[1, 5].Select(answers =>
        new AnswerDistribution(answers.DistinctBy(answer => answer.Item1).Select(answer => KeyValuePair.Create(answer.Item1, answer.Item2))));

    private static readonly Gen<ImmutableDictionary<string, ProgramValue>> Arguments =
        Gen.Select(Gen.OneOfConst("image", "box", "expr", "", "ANSWER0", "größe", "a.b[0]\n"), Value).Array[0, 4].Select(arguments =>
            arguments.DistinctBy(argument => argument.Item1).ToImmutableDictionary(argument => argument.Item1, argument => argument.Item2));

    private static readonly Gen<int?> Parent = Gen.Select(Gen.Bool, Gen.Int, (top, parent) => top ? (int?)null : parent);

    private static readonly Gen<StepRecord> Record = Gen.Select(
        Gen.Select(Gen.Int, Gen.Null(Text), Text, Text, Parent),
        Gen.Select(Arguments, Gen.Null(Value), Gen.Null(Distribution), Regions),
        Gen.Select(Span, Gen.Long, Gen.Null(Text)),
        (head, body, tail) => new StepRecord
        {
            RunId = "",
            StepIndex = head.Item1,
            Parent = head.Item5,
            Output = head.Item2,
            Module = head.Item3,
            Version = new ModuleVersion(head.Item4),
            Arguments = body.Item1,
            Value = body.Item2,
            Distribution = body.Item3,
            Proposals = body.Item4,
            Span = tail.Item1,
            Duration = TimeSpan.FromTicks(tail.Item2),
            Error = tail.Item3,
        });

    private static readonly Gen<ProgramExecutionException> Error = Gen.Select(Text, Text, Gen.Int, Gen.Null(Text), Span, Parent, (message, module, step, output, span, parent) =>
        new ProgramExecutionException(message, module, new CallSite(step, output, span, parent)));

    public static readonly Gen<ProgramRun> Run = Gen.Select(Text, Text, Gen.Null(Value), Gen.Null(Error), Record.Array[0, 4], Gen.Long, (id, program, value, error, records, ticks) =>
        new ProgramRun
        {
            Id = id,
            ProgramId = program,
            Value = value,
            Error = error,
            Records = [.. records.Select(record => record with { RunId = id })],
            Duration = TimeSpan.FromTicks(ticks),
        });
}
