using System.Collections.Immutable;
using System.Globalization;
using Sdvp.Core.Teaching;
using Sdvp.Distillation.Evaluation;
using Sdvp.Distillation.Evaluation.Gqa;
using Sdvp.Distillation.Evaluation.Loading;
using Sdvp.Distillation.Evaluation.Nlvr2;
using Sdvp.Samples.Scenes.Datasets;
using Sdvp.Samples.Study.Results;
using Sdvp.Samples.Study.Running;

namespace Sdvp.Samples.Study.World.Folders;

/// <summary>Real data: task A from a folder in GQA's layout, task B from one in NLVR2's, and what the host does anyway from a second GQA folder or the same.</summary>
internal sealed class FolderWorld : IStudyWorld
{
    private const string Traffic = "traffic";

    private readonly string _folder;
    private readonly FolderOptions _options;
    private readonly GqaFolder _gqa;
    private readonly GqaFolder _general;
    private readonly Nlvr2Folder _nlvr2;
    private FolderTasks? _tasks;

    /// <param name="folder">The folder of the study's data: what was chosen, seed by seed.</param>
    /// <param name="options">The folders.</param>
    /// <param name="models">The networks.</param>
    /// <exception cref="IOException">A file of the layout is not there.</exception>
    public FolderWorld(string folder, FolderOptions options, StudyModels models)
    {
        (_folder, _options) = (folder, options);
        _gqa = GqaFolder.Open(options.Gqa);
        _general = options.General is { } general ? GqaFolder.Open(general) : _gqa;
        _nlvr2 = Nlvr2Folder.Open(options.Nlvr2);
        StoredPrograms.RequireAll(_nlvr2.Path, _nlvr2.Train.Split);
        StoredPrograms.RequireAll(_nlvr2.Path, _nlvr2.Test.Split);
        Identity = string.Create(
            CultureInfo.InvariantCulture,
            $"GQA {_gqa.Path} ({_gqa.Train.Split}, {_gqa.Test.Split}), NLVR2 {_nlvr2.Path}, general {(options.General is null ? "none" : _general.Path)}, "
            + $"unseen {options.UnseenFirst} and {options.UnseenSecond}, at most {options.Limit} of each training split; {models}");
    }

    public string Identity { get; }

    public string Description => "on questions in GQA's layout and statements in NLVR2's";

    public ImmutableArray<StudyColumn> Untaught =>
        _options.General is null ? [StudyColumn.UnseenFirst, StudyColumn.UnseenSecond] : [StudyColumn.General, StudyColumn.UnseenFirst, StudyColumn.UnseenSecond];

    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        var families = new FamilyCounter();
        await foreach (var question in GqaQuestionFile.ReadAsync(_general.Test.File, new DatasetReadOptions { OnError = static _ => { } }, cancellationToken))
        {
            families.Add(question.Types?.Detailed);
        }

        if (new[] { _options.UnseenFirst, _options.UnseenSecond }.FirstOrDefault(f => !families.Has(f)) is { } unknown)
        {
            throw new InvalidOperationException(
                $"{_general.Test.File} has no questions of the family '{unknown}', which is to be unseen. {families}. Name two of them with --unseen FIRST,SECOND.");
        }
    }

    public ImmutableArray<StudySetting> Facts(int seeds)
    {
        var reports = Enumerable.Range(1, seeds).Select(seed => LoadReport.Read(FolderOf(seed))).OfType<LoadReport>().ToArray();
        var counts = reports.SelectMany(r => r.Examples).GroupBy(e => e.Key).Select(g => $"{g.Key} {Range([.. g.Select(e => e.Value)])}");
        var left = reports.SelectMany(r => r.LeftOut).GroupBy(l => (l.Split, l.Cause)).Select(g => $"{g.First() with { Count = g.Sum(l => l.Count) }} (first: {g.First().First})").ToArray();
        return
        [
            new("data", Identity),
            new("unseen families", $"1: {_options.UnseenFirst}; 2: {_options.UnseenSecond}; left out of task A's questions, in the host's traffic without answers"),
            new("general", _options.General is null ? "not measured: no --general folder was given" : "test questions of the general folder"),
            new("examples of each seed", string.Join("; ", counts)),
            new("left out, all seeds together", left.Length == 0 ? "nothing" : string.Join("; ", left)),
            new("true answers of steps", "not known in these folders: accuracy at steps, the recovered share of the teacher's advantage and how many labels are wrong are not measured"),
        ];
    }

    public async Task<ImmutableDictionary<string, StudyData>> LoadAsync(
        StudyHost host, int seed, IProgress<(int Done, int Total)> progress, CancellationToken cancellationToken)
    {
        _tasks ??= FolderTasks.Load(host);
        using var held = await FolderLock.TakeAsync(FolderOf(seed), cancellationToken);
        await ChooseAsync(seed, cancellationToken);
        var loading = new FolderLoading(FolderOf(seed), host, progress, _options.General is null ? 7 : 8);
        await loading.LoadGqaAsync("gqa-train", _gqa.Path, cancellationToken);
        await loading.LoadGqaAsync("gqa-test", _gqa.Path, cancellationToken);
        await loading.LoadNlvr2Async("nlvr2-train", _nlvr2.Path, cancellationToken);
        await loading.LoadNlvr2Async("nlvr2-test", _nlvr2.Path, cancellationToken);
        await loading.LoadGqaAsync(Traffic, _general.Path, cancellationToken);
        await loading.LoadGqaAsync(StudyColumn.UnseenFirst.Name, _general.Path, cancellationToken);
        await loading.LoadGqaAsync(StudyColumn.UnseenSecond.Name, _general.Path, cancellationToken);
        if (_options.General is not null)
        {
            await loading.LoadGqaAsync(StudyColumn.General.Name, _general.Path, cancellationToken);
        }

        loading.ToReport().Write(FolderOf(seed));
        return Languages.All.ToImmutableDictionary(language => language, language => ToData(loading, language, _tasks), StringComparer.Ordinal);
    }

    public void Dispose() => _tasks?.Dispose();

    private static string Range(int[] counts) => counts.Min() == counts.Max() ? $"{counts[0]}" : $"{counts.Min()} to {counts.Max()}";

    private static SubsetWriter<GqaQuestion> QuestionsOf(GqaFolder folder, QuestionSet set)
    {
        // The host has no MATCH, so that Viper's programs ask in words.
        var translation = new GqaTranslationOptions { AskInWords = true, Questions = Phrases.Read(folder.Path) };
        return new SubsetWriter<GqaQuestion>
        {
            IdOf = q => q.Id,
            FamilyOf = q => q.Types?.Detailed,
            Read = (options, cancellationToken) => GqaQuestionFile.ReadAsync(set.File, options, cancellationToken),
            Write = (files, questions, cancellationToken) => GqaQuestionWriter.WriteAsync(files.Questions, questions, cancellationToken),
            Translate = (question, language) => language == Languages.VisProg ? GqaProgramTranslator.ToVisProg(question, translation) : GqaProgramTranslator.ToViper(question, translation),
        };
    }

    private static SubsetWriter<Nlvr2Example> StatementsOf(QuestionSet set) => new()
    {
        IdOf = s => s.Identifier.ToString(),
        FamilyOf = s => s.Synset,
        Read = (options, cancellationToken) => Nlvr2File.ReadAsync(set.File, options, cancellationToken),
        Write = (files, statements, cancellationToken) => Nlvr2Writer.WriteAsync(files.Statements, statements, cancellationToken),
    };

    private string FolderOf(int seed) => Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"seed-{seed}"));

    private async Task ChooseAsync(int seed, CancellationToken cancellationToken)
    {
        SplitPlan Seen(string name, int limit) => new(name, limit, family => !_options.IsUnseen(family));
        var traffic = new SplitPlan(Traffic, _options.Limit, static _ => true);
        ImmutableArray<SplitPlan> unseen =
        [
            new(StudyColumn.UnseenFirst.Name, _options.TestLimit, family => family == _options.UnseenFirst),
            new(StudyColumn.UnseenSecond.Name, _options.TestLimit, family => family == _options.UnseenSecond),
        ];
        var (train, test) = (Seen("gqa-train", _options.Limit), Seen("gqa-test", _options.TestLimit));
        if (_options.General is null)
        {
            await ChooseQuestionsAsync(_gqa, _gqa.Train, [train, traffic]);
            await ChooseQuestionsAsync(_gqa, _gqa.Test, [test, .. unseen]);
        }
        else
        {
            await ChooseQuestionsAsync(_gqa, _gqa.Train, [train]);
            await ChooseQuestionsAsync(_gqa, _gqa.Test, [test]);
            await ChooseQuestionsAsync(_general, _general.Train, [traffic]);
            await ChooseQuestionsAsync(_general, _general.Test, [Seen(StudyColumn.General.Name, _options.TestLimit), .. unseen]);
        }

        await ChooseStatementsAsync(_nlvr2.Train, new("nlvr2-train", _options.Limit, static _ => true));
        await ChooseStatementsAsync(_nlvr2.Test, new("nlvr2-test", _options.TestLimit, static _ => true));

        Task ChooseQuestionsAsync(GqaFolder folder, QuestionSet set, ImmutableArray<SplitPlan> splits) =>
            QuestionsOf(folder, set).WriteAsync(folder.Path, set, splits, FolderOf(seed), seed, Identity, cancellationToken);

        Task ChooseStatementsAsync(QuestionSet set, SplitPlan split) =>
            StatementsOf(set).WriteAsync(_nlvr2.Path, set, [split], FolderOf(seed), seed, Identity, cancellationToken);
    }

    private StudyData ToData(FolderLoading loading, string language, FolderTasks tasks)
    {
        var others = ImmutableSortedDictionary.Create<string, TestSet>(StringComparer.Ordinal)
            .Add(StudyColumn.UnseenFirst.Name, Test(StudyColumn.UnseenFirst.Name))
            .Add(StudyColumn.UnseenSecond.Name, Test(StudyColumn.UnseenSecond.Name));
        return new StudyData
        {
            A = ToTask(StudyColumn.TaskA.Name, "gqa", tasks.TeacherA, tasks.AdaptersA, tasks.GuesserA),
            B = ToTask(StudyColumn.TaskB.Name, "nlvr2", tasks.TeacherB, tasks.AdaptersB, tasks.GuesserB),
            Traffic = loading[Traffic, language],
            UnseenFamilies = [_options.UnseenFirst, _options.UnseenSecond],
            Others = _options.General is null ? others : others.Add(StudyColumn.General.Name, Test(StudyColumn.General.Name)),
        };

        TestSet Test(string split) => new(loading[split, language], null);

        StudyTask ToTask(string name, string split, ITeacher teacher, ImmutableArray<IStepAdapter> adapters, IStepAdapter guesser) => new()
        {
            Name = name,
            Train = loading[$"{split}-train", language],
            Test = Test($"{split}-test"),
            Teacher = teacher,
            Adapters = adapters,
            Guesser = guesser,
        };
    }
}
