using Sdvp.Modules.Torch;
using Sdvp.Samples.Study.Running;

namespace Sdvp.Distillation.Tests.Study;

public sealed class ModelFoldersTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sdvp-models");
    private readonly DeviceGate _gate = new(TorchDevices.Parse("cpu"));

    private static string Blip => Path.Combine(AppContext.BaseDirectory, "Goldens", "blip_vqa");

    [Fact]
    public void IsFilm_FolderOfEitherKind_IsToldApart()
    {
        Assert.True(ModelFolders.IsFilm(new StudyModels().VqaFolder));
        Assert.False(ModelFolders.IsFilm(Blip));
        Assert.Contains("There is no", Assert.Throws<InvalidDataException>(() => ModelFolders.IsFilm(_folder.FullName)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LoadPairTeacher_HuggingFaceFolder_SaysWhatIsNeeded() =>
        Assert.Contains("images_per_call", Assert.Throws<InvalidDataException>(() => ModelFolders.LoadPairTeacher(Blip, _gate)).Message, StringComparison.Ordinal);

    [Fact]
    public void LoadTeacher_NetworkThatWritesItsAnswers_NeedsAList() =>
        Assert.Contains("answers.txt", Assert.Throws<InvalidDataException>(() => ModelFolders.LoadTeacher(Blip, _gate)).Message, StringComparison.Ordinal);

    [Fact]
    public void LoadVqa_HuggingFaceFolder_GivesATrainableModule()
    {
        var module = ModelFolders.LoadVqa(Blip, _gate);
        using var owner = (IDisposable)module;

        Assert.Equal("VQA", module.Signature.Name);
        Assert.IsType<ITrainableModule>(module, exactMatch: false);
        Assert.Null(ModelFolders.AnswersOf(module));
        Assert.Equal(["query", "value"], LoraTargets.Of(module));
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
