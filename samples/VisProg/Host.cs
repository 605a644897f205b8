using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Sdvp.Core.DependencyInjection;
using Sdvp.Core.Execution.Fallbacks;
using Sdvp.Core.Generation;
using Sdvp.Core.Generation.Profiles;
using Sdvp.Modules.Film;
using Sdvp.Modules.Imaging;
using Sdvp.Modules.Torch;

namespace Sdvp.Samples.VisProg;

/// <summary>
/// The host: LOC and VQA with the checkpoints of this repository, every symbolic module (EMOJI where a font of the system has emojis), LIST and
/// generators where there is a chat client.
/// </summary>
internal static class Host
{
    public static ServiceProvider Create(bool withFallback = false, IChatClient? chat = null, Action<ChatProgramGeneratorOptions>? configure = null)
    {
        var checkpoints = Path.Combine(AppContext.BaseDirectory, "checkpoints");
        var services = new ServiceCollection();
        var builder = services.AddSdvp(options => options.Runner.Fallback = withFallback ? new QuestionFallback() : null)
            .AddTorchDevice("cpu")
            .AddSkiaImages()
            .AddFilmVqa("VQA", o => o.Folder = Path.Combine(checkpoints, "vqa"))
            .AddFilmLoc("LOC", o => o.Folder = Path.Combine(checkpoints, "loc"));
        builder.AddVisProgModules();
        AddEmojis(builder);
        if (chat is not null)
        {
            services.AddSingleton(chat);
            builder.AddChatList();
            foreach (var profile in VisProgProfiles.All)
            {
                builder.AddProgramGenerator(profile, configure);
            }
        }

        return services.BuildServiceProvider();
    }

    // Not every system has a font with emojis; where there is none, programs that call EMOJI are refused and told so.
    private static void AddEmojis(ISdvpBuilder builder)
    {
        try
        {
            builder.AddEmojis(FontEmojis.FromSystem());
        }
        catch (ArgumentException)
        {
            // EMOJI stays unregistered.
        }
    }
}
