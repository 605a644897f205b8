using Microsoft.Extensions.DependencyInjection;
using Sdvp.Core.Teaching;
using Sdvp.Distillation.Training;

namespace Sdvp.Distillation.Tests.Documentation;

/// <summary>The host that the README shows. It is compiled here, and <see cref="ReadmeTests"/> compares the two.</summary>
internal static class ReadmeHost
{
    public static async Task<DistillationResult> DistillAsync(
        IServiceProvider provider,
        IReadOnlyList<TaskExample> examples,
        ITeacher teacher,
        IStepAdapter adapter,
        IProgress<DistillationProgress> progress,
        CancellationToken cancellationToken)
    {
        // <readme>
        var result = await provider.GetRequiredService<StepwiseDistiller>().DistillAsync(
            new DistillationTask { Name = "gqa", Examples = examples, Teacher = teacher, Adapters = [adapter] }, progress, cancellationToken);
        // </readme>
        return result;
    }

    public static IServiceCollection CreateServices()
    {
        // <readme>
        var services = new ServiceCollection();
        services.AddSdvp()
            .AddViper()                                                   // VisProg's language comes with AddSdvp, ViperGPT's with this
            .AddTorchDevice("cpu")                                        // or cuda, cuda:1
            .AddSkiaImages()
            .AddViltVqa("VQA", o => o.Folder = "vilt-b32-finetuned-vqa")  // modules that programs call by name: Hugging Face folders as they lie there
            .AddOwlVitLoc("LOC", o => o.Folder = "owlvit-large-patch14")  // COUNT, CROP…, EVAL and RESULT come with AddSdvp
            .AddClipMatch("MATCH", o => o.Folder = "clip-vit-large-patch14")
            .AddStepwiseDistiller(o => o.WorkFolder = "work");
        // </readme>
        return services;
    }
}
