using Sdvp.Core.Modules;
using Sdvp.Core.Programs.Viper;
using Sdvp.Core.Values;

namespace Sdvp.Samples.Viper.World;

/// <summary>The leaves of a world on paper, and how the language has to be set for them.</summary>
internal static class PaperModules
{
    private const string Verify = "VERIFY";
    private const string Compare = "COMPARE";
    private const string Guess = "GUESS";
    private const string SelectAnswer = "SELECT_ANSWER";

    public static void Configure(ViperOptions options)
    {
        options.Profile = ViperProfile.Plain;
        options.VerifyModule = Verify;
        options.CompareModule = Compare;
        options.GuessModule = Guess;
        options.SelectAnswerModule = SelectAnswer;
    }

    public static IEnumerable<IVisualModule> Create(PaperWorld world) =>
    [
        new PaperModule(StandardSignatures.Loc("DETECT"), call => Detect(world, call)),
        new PaperModule(StandardSignatures.Vqa(), call => new TextValue(world.Answer(Image(call), Text(call, "question")))),
        new PaperModule(StandardSignatures.Match(), call => Choose(Texts(call), Image(call).Width % Texts(call).Length)),
        new PaperModule(StandardSignatures.Match(Verify), call => Scores(Texts(call).Select((_, i) => i == 0 && Image(call).Box.Left % 2 == 0 ? 10.0 : 0))),
        new PaperModule(StandardSignatures.Match(Compare), call => Scores(Texts(call).Select(_ => (double)Image(call).Box.Left))),
        new PaperModule(StandardSignatures.Depth(), call => new NumberValue((call.Get<RegionsValue>("box").Regions[0].Box.Left * 0.01) + 1)),
        new PaperModule(StandardSignatures.Llm(), _ => new TextValue(world.Reply)),
        new PaperModule(
            ModuleSignature.Create(Guess, ProgramType.Text, new ModuleParameter("question", ProgramType.Text), new ModuleParameter("guesses", ProgramType.List)),
            call => new TextValue(string.Join('/', call.Get<ListValue>("guesses").Items))),
        new PaperModule(
            ModuleSignature.Create(
                SelectAnswer,
                ProgramType.Text,
                new ModuleParameter("info", ProgramType.List),
                new ModuleParameter("question", ProgramType.Text),
                new ModuleParameter("options", ProgramType.List, IsOptional: true)),
            Select),
    ];

    private static RegionsValue Detect(PaperWorld world, ModuleCall call)
    {
        var image = Image(call);
        return new RegionsValue([.. world.Find(Text(call, "object")).Select(b => new Region(b.Offset(-image.Box.Left, -image.Box.Top)))]);
    }

    private static TextValue Select(ModuleCall call)
    {
        var info = call.Get<ListValue>("info").Items.Cast<ListValue>().ToArray();
        var options = call.Get<ListValue>("options").Items;
        var chosen = options[info.Length % options.Length];
        return new TextValue(info.FirstOrDefault(i => i.Items[0] is TextValue { Text: "Objects" }) is { } objects ? $"{chosen}|{objects.Items[1]}" : $"{chosen}");
    }

    private static ImageValue Image(ModuleCall call) => call.Get<ImageValue>("image");

    private static string Text(ModuleCall call, string name) => call.Get<TextValue>(name).Text;

    private static ProgramValue[] Texts(ModuleCall call) => [.. call.Get<ListValue>("texts").Items];

    private static ListValue Choose(ProgramValue[] texts, int chosen) => Scores(texts.Select((_, i) => i == chosen ? 1.0 : 0));

    private static ListValue Scores(IEnumerable<double> scores) => new([.. scores.Select(s => new NumberValue(s))]);
}
