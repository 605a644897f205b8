using System.Collections.Immutable;
using Sdvp.Benchmarks.Scenes;
using Sdvp.Core.Execution;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs.VisProg;
using Sdvp.Core.Recording;
using Sdvp.Core.Symbolic;
using Sdvp.Core.Teaching;
using Sdvp.Core.Teaching.Adapters;
using Sdvp.Core.Values;
using Sdvp.Modules.Film;
using Sdvp.Samples.Scenes.World;

namespace Sdvp.Benchmarks.Training;

/// <summary>A task of the Scenes world: examples with VisProg programs, the expert, and its adapter.</summary>
internal sealed class SceneTask : IDisposable
{
    private readonly SceneHost _host = new();
    private readonly FilmTeacher _teacher;

    public SceneTask(int examples)
    {
        Vqa = (FilmVqaModule)_host.Networks["VQA"];
        Registry = new ModuleRegistry([Vqa, _host.Networks["LOC"], .. SymbolicModules.Create()]);
        Runner = new ProgramRunner(Registry, [new VisProgLanguage()]);
        _teacher = FilmTeacher.Load(SceneHost.FolderOf("teacher-a"), _host.Gate);
        Adapter = new QuestionStepAdapter(_teacher, Vqa.Answers, new() { MinConfidence = 0, MinValidMass = 0 });
        Examples = [.. new SceneQuestions(Registry, examples, _ => true, SceneDomain.Mosaic).NewRequests().Select(request => new TaskExample
        {
            Id = request.Id, Question = request.Question!, Program = request.Program, Inputs = request.Inputs,
        })];
    }

    public FilmVqaModule Vqa { get; }

    public Sdvp.Modules.Torch.DeviceGate Gate => _host.Gate;

    public ModuleRegistry Registry { get; }

    public ProgramRunner Runner { get; }

    public ITeacher Teacher => _teacher;

    public QuestionStepAdapter Adapter { get; }

    public ImmutableArray<TaskExample> Examples { get; }

    public async Task<List<ProgramRun>> RunAsync()
    {
        var runs = new List<ProgramRun>();
        await foreach (var run in Runner.RunAsync(Examples.Select(example => new ProgramRequest(example.Id, example.Program, example.Inputs))))
        {
            runs.Add(run);
        }

        return runs;
    }

    /// <summary>The calls of VQA in runs.</summary>
    public static ImmutableArray<ModuleCall> CallsOf(IEnumerable<ProgramRun> runs) =>
        [.. runs.SelectMany(run => run.Records).Where(record => record.Module == "VQA").Select(record => record.ToCall())];

    public void Dispose()
    {
        _teacher.Dispose();
        _host.Dispose();
    }
}
