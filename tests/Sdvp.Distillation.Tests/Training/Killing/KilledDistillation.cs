using System.Globalization;
using Sdvp.Distillation.Tests.Toys;
using Sdvp.Distillation.Training;

namespace Sdvp.Distillation.Tests.Training.Killing;

/// <summary>The distillation that is killed: two rounds with probes, early stopping and a log; everything that it keeps lies in one folder.</summary>
internal static class KilledDistillation
{
    public const string FolderVariable = "SDVP_KILLED_FOLDER";

    /// <summary>What a line begins with that says how far it is.</summary>
    public const string ProgressMark = "distillation-progress";

    public static string AskedFile(string folder) => Path.Combine(folder, "asked.txt");

    public static async Task<DistillationResult> RunAsync(string folder, Action<DistillationProgress> report, CancellationToken cancellationToken)
    {
        using var host = new ToyHost(Path.Combine(folder, "work"));
        var asked = new AskedLog(AskedFile(folder));
        var teacher = new ToyTeacher { Asked = asked.Ask };
        var distiller = host.Distiller(o =>
        {
            (o.Rounds, o.Epochs, o.TeacherBatchSize) = (2, 25, 8);
            o.EarlyStopping = new EarlyStoppingOptions { Patience = null };
            o.LogFolder = Path.Combine(folder, "logs");
        });
        return await distiller.DistillAsync(
            ToyTask.Colours(teacher: teacher, probes: true),
            new ImmediateProgress(p =>
            {
                if (p.Phase == DistillationPhase.Labelling)
                {
                    asked.Keep();
                }

                report(p);
            }),
            cancellationToken);
    }

    public static string Describe(DistillationProgress progress) =>
        string.Create(CultureInfo.InvariantCulture, $"{ProgressMark} {progress.Round} {progress.Phase} {progress.Done}");
}
