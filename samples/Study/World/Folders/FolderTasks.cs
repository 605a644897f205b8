using System.Collections.Immutable;
using Sdvp.Core.Teaching;
using Sdvp.Core.Teaching.Adapters;
using Sdvp.Modules.Film;
using Sdvp.Samples.Study.Running;

namespace Sdvp.Samples.Study.World.Folders;

/// <summary>The teachers of real tasks, which it owns, and the adapters that put steps in their terms.</summary>
internal sealed class FolderTasks : IDisposable
{
    // Answers that programs commonly ask an NLVR2 teacher to choose among; the student's own answers decide which of them are tried.
    private static readonly ImmutableArray<string> Colors =
        ["black", "blue", "brown", "cyan", "gray", "green", "orange", "pink", "purple", "red", "silver", "tan", "white", "yellow"];

    private readonly IDisposable _ownerA;
    private readonly FilmTeacher _teacherB;

    private FolderTasks(ITeacher teacherA, IDisposable ownerA, FilmTeacher teacherB, ImmutableArray<string> answers)
    {
        (_ownerA, _teacherB) = (ownerA, teacherB);
        TeacherA = teacherA;
        AdaptersA = [new QuestionStepAdapter(teacherA, answers), new RegionStepAdapter(teacherA, new() { Expansion = 1.5 })];
        GuesserA = new QuestionStepAdapter(teacherA, answers, new() { MinConfidence = 0, MinValidMass = 0 });
        var known = answers.ToHashSet(StringComparer.Ordinal);
        var statements = new StatementStepAdapterOptions
        {
            Rules = StatementRules.WithParts,
            Candidates = ImmutableDictionary<string, ImmutableArray<string>>.Empty.Add("color", [.. Colors.Where(known.Contains)]),
        };
        AdaptersB = [new StatementStepAdapter(teacherB, answers, statements)];
        GuesserB = new StatementStepAdapter(teacherB, answers, statements with { MinConfidence = 0, AbstainOnCrops = false });
    }

    public ITeacher TeacherA { get; }

    public ITeacher TeacherB => _teacherB;

    public ImmutableArray<IStepAdapter> AdaptersA { get; }

    public ImmutableArray<IStepAdapter> AdaptersB { get; }

    public IStepAdapter GuesserA { get; }

    public IStepAdapter GuesserB { get; }

    /// <summary>Loads the teachers.</summary>
    /// <exception cref="InvalidDataException">A folder holds no such teacher.</exception>
    public static FolderTasks Load(StudyHost host)
    {
        var (teacherA, owner) = ModelFolders.LoadTeacher(host.Models.TeacherAFolder, host.Gate);
        try
        {
            // A student that writes its answers can learn every answer of the teacher.
            var answers = ModelFolders.AnswersOf(host.StartOf("VQA"))
                ?? [.. teacherA.AnswerSpace.Union(["yes", "no", "0", "1", "2", "3", "4", "5", "6"]).Order(StringComparer.Ordinal)];
            return new FolderTasks(teacherA, owner, ModelFolders.LoadPairTeacher(host.Models.TeacherBFolder, host.Gate), answers);
        }
        catch
        {
            owner.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _ownerA.Dispose();
        _teacherB.Dispose();
    }
}
