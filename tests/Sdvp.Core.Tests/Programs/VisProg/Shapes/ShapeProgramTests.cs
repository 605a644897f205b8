using System.Collections.Immutable;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Sdvp.Core.Execution;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs.VisProg;
using Sdvp.Core.Symbolic;
using Sdvp.Core.Tests.Composed;
using Sdvp.Core.Values;

namespace Sdvp.Core.Tests.Programs.VisProg.Shapes;

/// <summary>Every shape that VisProg's programs have, through the real modules; only the models are stand-ins.</summary>
public sealed class ShapeProgramTests
{
    private static readonly ImageBuffer Park = ShapeWorld.Draw();

    public static TheoryData<ShapeProgram> Programs => new(ShapePrograms.All);

    [Fact]
    public void All_Shapes_AreTwentyFourAndTheirPrograms() => Assert.Equal(24, ShapePrograms.All.Select(p => p.Shape).Distinct().Count());

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task RunAsync_ProgramOfEveryShape_GivesItsResult(ShapeProgram program)
    {
        var services = new ServiceCollection();
        using var chat = new ScriptedChatClient((_, _) => Task.FromResult("Ada, Bob, Eve"));
        services.AddSingleton<IChatClient>(chat);
        var builder = services.AddSdvp().AddVisProgModules().AddChatList().AddEmojis(Emojis()).AddLocSettings("LOC", "DETECT", program.Task.Loc ?? VisProgLocSettings.Boxes);
        foreach (var module in ShapeModules.Create())
        {
            builder.AddModule(module);
        }

        await using var provider = services.BuildServiceProvider();
        var inputs = program.Task.Inputs.ToImmutableDictionary(name => name, name => (ProgramValue)new ImageValue(name == "RIGHT" ? Turned() : Park));
        var options = program.Task.Apply(provider.GetRequiredService<IModuleRegistry>().ToParseOptions(inputs, strict: true));
        var parse = new VisProgLanguage().Parse(program.Source, options);
        Assert.Empty(parse.Diagnostics);

        var run = await provider.GetRequiredService<IProgramRunner>().RunAsync(new ProgramRequest("r", parse.Program!, inputs), TestContext.Current.CancellationToken);

        Assert.True(run.Error is null, run.Error?.Message);
        Assert.Equal(program.Shape, string.Join('>', run.Records.Select(r => r.Module)));
        Assert.Equal(program.Expected, run.Value is ImageValue image ? ShapeWorld.Unchanged(Park, image.Pixels) : run.Value!.ToString());
        Assert.True(run.Value is not ImageValue edited || !edited.Pixels.Equals(Park));
        Assert.All(run.Records, record => Assert.DoesNotContain("unregistered", record.Version.Id, StringComparison.Ordinal));
    }

    private static EmojiImages Emojis() => new(new[] { "smile", "ghost" }.Select(name =>
        KeyValuePair.Create(name, new EmojiImage(ImageBuffer.FromRgb(2, 2, [.. Enumerable.Repeat((byte)name.Length, 12)]), [255, 255, 255, 255]))));

    private static ImageBuffer Turned() => ImageBuffer.FromRgb(Park.Width, Park.Height, [.. Park.Pixels.ToArray().Select(v => (byte)(255 - v))]);
}
