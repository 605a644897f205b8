using System.Collections.Immutable;
using System.Text.Json;
using Sdvp.Core.Modules;
using Sdvp.Core.Teaching;
using Sdvp.Modules.Architectures;
using Sdvp.Modules.Blip;
using Sdvp.Modules.Film;
using Sdvp.Modules.Torch;
using Sdvp.Modules.Vilt;
using Sdvp.Modules.Weights;

namespace Sdvp.Samples.Study.Running;

/// <summary>Loads networks from folders, whichever kind they are of. FiLM's <c>config.json</c> has <c>words</c>, Hugging Face's <c>model_type</c>.</summary>
internal static class ModelFolders
{
    public static IVisualModule LoadVqa(string folder, DeviceGate gate) => IsFilm(folder)
        ? FilmVqaModule.Load("VQA", folder, gate)
        : ModelArchitectures.Default.Load(ModelTask.Answer, new ModelModuleOptions { Folder = folder, Name = "VQA", Gate = gate });

    public static IVisualModule LoadLoc(string folder, DeviceGate gate) => IsFilm(folder)
        ? FilmLocModule.Load("LOC", folder, new FilmLocOptions(), gate)
        : ModelArchitectures.Default.Load(ModelTask.Detect, new ModelModuleOptions { Folder = folder, Name = "LOC", Gate = gate });

    /// <summary>Loads the teacher of questions about one image: a FiLM teacher, or a VQA network that answers from a list.</summary>
    /// <returns>The teacher, and what the caller disposes.</returns>
    /// <exception cref="InvalidDataException">The network writes its answers, and the folder does not say which ones it is to choose among.</exception>
    public static (ITeacher Teacher, IDisposable Owner) LoadTeacher(string folder, DeviceGate gate)
    {
        if (IsFilm(folder))
        {
            var film = FilmTeacher.Load(folder, gate);
            return (film, film);
        }

        var listed = Path.Combine(folder, "answers.txt");
        string[] answers = File.Exists(listed) ? [.. File.ReadLines(listed).Select(l => l.Trim()).Where(l => l.Length > 0).Distinct(StringComparer.Ordinal)] : [];
        var architecture = ModelArchitectures.Default.Find(HuggingFaceFolder.Open(folder));
        var module = architecture.ClassName == "BlipForQuestionAnswering" && answers.Length > 0
            ? BlipVqaModule.Load("TEACHER", new BlipVqaOptions { Folder = folder, Answers = answers }, gate)
            : ModelArchitectures.Default.Load(ModelTask.Answer, new ModelModuleOptions { Folder = folder, Name = "TEACHER", Gate = gate });
        var space = answers.Length > 0 ? answers : AnswersOf(module)?.AsEnumerable() ?? throw new InvalidDataException(
            $"The teacher in {folder} writes its answers itself. Put a file answers.txt there, one answer a line, that it is to choose among, such as the answers of the training questions.");
        return (new ModuleTeacher(module, space), (IDisposable)module);
    }

    /// <summary>Loads the teacher of statements about two images.</summary>
    /// <exception cref="InvalidDataException">The folder is of another kind.</exception>
    public static FilmTeacher LoadPairTeacher(string folder, DeviceGate gate) => IsFilm(folder)
        ? FilmTeacher.Load(folder, gate)
        : throw new InvalidDataException(
            $"{folder} holds no FiLM network, which a teacher of statements about two images is here. FilmTeacher.CreateStudent makes one with images_per_call 2, to be trained on the "
            + "task's statements; docs/real-data.md says how. Another network takes a class of its own that implements ITeacher.");

    /// <summary>Every answer that a module can give; null where it writes them itself.</summary>
    public static ImmutableArray<string>? AnswersOf(IVisualModule module) => module switch
    {
        FilmVqaModule film => film.Answers,
        ViltVqaModule vilt => vilt.Answers,
        _ => null,
    };

    /// <summary>Whether a folder holds a FiLM network of this repository.</summary>
    /// <exception cref="InvalidDataException">There is no configuration, or it is no JSON.</exception>
    public static bool IsFilm(string folder)
    {
        var file = Path.Combine(folder, "config.json");
        if (!File.Exists(file))
        {
            throw new InvalidDataException($"There is no {file}; expected is a FiLM folder of this repository or the folder of a Hugging Face checkpoint.");
        }

        try
        {
            using var config = JsonDocument.Parse(File.ReadAllBytes(file));
            return config.RootElement.ValueKind == JsonValueKind.Object && config.RootElement.TryGetProperty("words", out _) && !config.RootElement.TryGetProperty("model_type", out _);
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"{file} is no JSON: {error.Message}", error);
        }
    }
}
