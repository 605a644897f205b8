using System.Collections.Immutable;
using Sdvp.Core.Execution;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs;
using Sdvp.Core.Teaching;
using Sdvp.Core.Values;
using Sdvp.Distillation.Evaluation.Gqa;
using Sdvp.Distillation.Evaluation.Nlvr2;
using Sdvp.Modules.Imaging;

namespace Sdvp.Distillation.Evaluation.Loading;

/// <summary>
/// Makes task examples of GQA and NLVR2 files, images and stored programs. Every program is checked before anything runs. What is
/// wrong with one example (a field, its image, its program) is reported and does not touch the others. Thread-safe.
/// </summary>
public sealed class ExampleLoader
{
    private readonly IImageCodec _codec;
    private readonly IProgramLanguage _language;
    private readonly IModuleRegistry _registry;

    /// <summary>Initialises a loader.</summary>
    /// <param name="codec">Decodes images.</param>
    /// <param name="language">The language of the programs.</param>
    /// <param name="registry">The modules that programs are checked against.</param>
    public ExampleLoader(IImageCodec codec, IProgramLanguage language, IModuleRegistry registry)
    {
        ArgumentNullException.ThrowIfNull(codec);
        ArgumentNullException.ThrowIfNull(language);
        ArgumentNullException.ThrowIfNull(registry);
        _codec = codec;
        _language = language;
        _registry = registry;
    }

    /// <summary>Loads GQA questions. The input variable is <c>IMAGE</c>, the family is GQA's detailed type.</summary>
    /// <param name="questions">The question file.</param>
    /// <param name="images">The folder that holds GQA's folder <c>images</c>.</param>
    /// <param name="programs">The stored programs, by question id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Examples and failures.</returns>
    public async Task<LoadedExamples> LoadGqaAsync(string questions, string images, string programs, CancellationToken cancellationToken = default)
    {
        var loading = new Loading(this, await StoredProgramFile.ReadAsync(programs, cancellationToken), ["IMAGE"]);
        await foreach (var question in GqaQuestionFile.ReadAsync(questions, loading.ReadOptions, cancellationToken))
        {
            loading.Add(question.Id, question.Question, question.Answer, question.Types?.Detailed, () => [GqaPaths.Image(images, question.ImageId)]);
        }

        return loading.ToResult();
    }

    /// <summary>Loads NLVR2 statements. The input variables are <c>LEFT</c> and <c>RIGHT</c>; the answers are <c>yes</c> and <c>no</c>.</summary>
    /// <param name="statements">The statement file.</param>
    /// <param name="images">The folder that holds NLVR2's image folders, one for each split.</param>
    /// <param name="programs">The stored programs, by identifier.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Examples and failures.</returns>
    public async Task<LoadedExamples> LoadNlvr2Async(string statements, string images, string programs, CancellationToken cancellationToken = default)
    {
        var loading = new Loading(this, await StoredProgramFile.ReadAsync(programs, cancellationToken), ["LEFT", "RIGHT"]);
        await foreach (var statement in Nlvr2File.ReadAsync(statements, loading.ReadOptions, cancellationToken))
        {
            var answer = statement.Label switch { true => "yes", false => "no", null => null };
            loading.Add(
                statement.Identifier.ToString(), statement.Sentence, answer, statement.Synset,
                () => [Nlvr2Paths.Left(images, statement), Nlvr2Paths.Right(images, statement)]);
        }

        return loading.ToResult();
    }

    /// <summary>Gives examples other programs, such as those of another language. Images are shared with the given examples.</summary>
    /// <param name="examples">The examples.</param>
    /// <param name="programs">The stored programs, by example id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The examples that have a program of this loader's language, and the failures of the others.</returns>
    public async Task<LoadedExamples> WithProgramsAsync(IReadOnlyList<TaskExample> examples, string programs, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(examples);
        var loading = new Loading(this, await StoredProgramFile.ReadAsync(programs, cancellationToken), [.. examples.SelectMany(e => e.Inputs.Keys).Distinct(StringComparer.Ordinal)]);
        foreach (var example in examples)
        {
            loading.Add(example);
        }

        return loading.ToResult();
    }

    /// <summary>One file while it is loaded. Images that several examples share are decoded once.</summary>
    private sealed class Loading(ExampleLoader owner, ImmutableDictionary<string, string> programs, ImmutableArray<string> inputs)
    {
        private readonly ProgramParseOptions _parseOptions =
            owner._registry.ToParseOptions(inputs.ToImmutableDictionary(name => name, _ => ProgramType.Image, StringComparer.Ordinal));

        private readonly Dictionary<string, ImageValue> _images = new(StringComparer.Ordinal);
        private readonly ImmutableArray<TaskExample>.Builder _examples = ImmutableArray.CreateBuilder<TaskExample>();
        private readonly ImmutableArray<LoadFailure>.Builder _failures = ImmutableArray.CreateBuilder<LoadFailure>();

        public DatasetReadOptions ReadOptions => new()
        {
            RequireAnswers = false,
            OnError = error => _failures.Add(new LoadFailure(error.Key ?? error.File, "data", error.Message)),
        };

        public void Add(string id, string question, string? answer, string? family, Func<string[]> pathsOf)
        {
            if (ProgramOf(id) is not { } program)
            {
                return;
            }

            var values = ImmutableDictionary.CreateBuilder<string, ProgramValue>(StringComparer.Ordinal);
            try
            {
                var paths = pathsOf();
                for (var i = 0; i < inputs.Length; i++)
                {
                    values.Add(inputs[i], LoadImage(paths[i]));
                }
            }
            catch (Exception error) when (error is InvalidImageException or IOException or UnauthorizedAccessException or ArgumentException)
            {
                _failures.Add(new LoadFailure(id, "image", error.Message));
                return;
            }

            _examples.Add(new TaskExample { Id = id, Question = question, Answer = answer, Family = family, Inputs = values.ToImmutable(), Program = program });
        }

        public void Add(TaskExample example)
        {
            if (ProgramOf(example.Id) is { } program)
            {
                _examples.Add(example with { Program = program });
            }
        }

        public LoadedExamples ToResult() => new(_examples.ToImmutable(), _failures.ToImmutable());

        private VisualProgram? ProgramOf(string id)
        {
            if (!programs.TryGetValue(id, out var source))
            {
                _failures.Add(new LoadFailure(id, "no-program", $"There is no stored program for '{id}'."));
                return null;
            }

            var parse = owner._language.Parse(source, _parseOptions);
            if (parse.Program is null)
            {
                _failures.Add(new LoadFailure(id, "program", DiagnosticFormatter.Format(source, parse.Diagnostics)));
            }

            return parse.Program;
        }

        private ImageValue LoadImage(string path)
        {
            if (!_images.TryGetValue(path, out var image))
            {
                image = new ImageValue(owner._codec.DecodeFile(path));
                _images.Add(path, image);
            }

            return image;
        }
    }
}
